using Microsoft.Extensions.DependencyInjection;
using Negotiations.Store.Setup;

namespace Negotiations.Store.Queries;

/// <summary>What pages and endpoints read by.</summary>
public static class QueryServices
{
    /// <summary>Needs the connections, the clock and the readers of negotiations.</summary>
    public static IServiceCollection AddQueries(this IServiceCollection services) =>
        services
            .AddSingleton<StatusQuestions>()
            .AddSingleton<StatusReader>()
            .AddSingleton<NeighbourReader>()
            .AddSingleton<NegotiationList>()
            .AddSingleton<LaterPages>()
            .AddSingleton<NearReader>()
            .AddSingleton<NegotiationNames>()
            .AddSingleton<Parties>()
            .AddSingleton<ClockScan>()
            .AddSingleton<Tolls>()
            .AddSingleton<StoredViews>()
            .AddSingleton<GoneMeetings>()
            .AddSingleton<LeftNegotiations>()
            .AddSingleton<ReturnedNegotiations>()
            .AddSingleton<LastTouched>()
            .AddSingleton<RowFence>()
            .AddSingleton<Erasures>()
            .AddSingleton<ViewFaults>()
            .AddSingleton<AppendOnlyTriggers>()
            .AddSingleton<StoreProbe>();
}
