using JasperFx;
using Marten;
using Negotiations.Server.Audit;
using Negotiations.Server.Erasing;
using Negotiations.Server.Http;
using Negotiations.Server.Ledger;
using Negotiations.Server.Starting;
using Negotiations.Store.Actors;
using Negotiations.Store.Audits;
using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Following;
using Negotiations.Store.Ledger;
using Negotiations.Store.Projections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Store.Seals;
using Negotiations.Store.Seeing;
using Negotiations.Store.Setup;
using Negotiations.Store.Workers;
using Recorder = Negotiations.Store.Append.Recorder;
using RecordingProbe = Negotiations.Store.Append.RecordingProbe;

namespace Negotiations.Server;

/// <summary>The registration of Marten, what reads and writes by it, and what follows every commit.</summary>
internal static class StoreServices
{
    public static void AddStore(this WebApplicationBuilder builder, string connectionString, string dataFolder)
    {
        var services = builder.Services;
        services.AddSingleton(_ => new StoreConnections(
            connectionString,
            builder.Configuration.GetConnectionString("negotiations-owner")
        ));
        services
            .AddMarten(provider =>
            {
                var options = new StoreOptions();
                EventStore.Configure(
                    options,
                    provider.GetRequiredService<StoreConnections>().Server,
                    AutoCreate.None,
                    provider.GetRequiredService<CommitMemory>(),
                    () => provider.GetRequiredService<DatabaseClock>().Now
                );
                return options;
            })
            .UseLightweightSessions();
        services.AddSingleton<Database>();
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<Authors>();
        services.AddSingleton<UnreadableEvents>();
        services.AddSingleton<NegotiationReader>();
        services.AddSingleton<Store.Append.ElsewhereReader>();
        services.AddSingleton<NegotiationScan>();
        services.AddQueries();
        services.AddSingleton<ErasureActs>();
        services.AddSingleton<ErasureStore>();
        services.AddSingleton<ErasureRoute>();
        services.AddSingleton<RecordedIds>();
        services.AddSingleton<CasebookChoice>();
        services.AddSingleton<Casebook>();
        services.AddSingleton<CommitMemory>();
        services.AddSingleton<StatusMemory>();
        services.AddSingleton(provider =>
        {
            var recorder = new Recorder(
                provider.GetRequiredService<StoreConnections>(),
                provider.GetRequiredService<IDocumentStore>,
                provider.GetRequiredService<CommitMemory>(),
                provider.GetRequiredService<SealKey>(),
                provider.GetRequiredService<NegotiationReader>(),
                provider.GetRequiredService<Authors>(),
                provider.GetRequiredService<DatabaseClock>(),
                provider.GetRequiredService<ILogger<Recorder>>()
            );
            recorder.Committed += provider.GetRequiredService<RecordNews>().Say;
            return recorder;
        });
        services.AddSingleton<ActorDirectory>();
        services.AddSingleton<ActorWriter>();
        services.AddSingleton<ActorResolver>();
        services.AddWorker<DatabasePulse>();
        services.AddWriterWorker<RecordingProbe>();
        services.AddSingleton<SilenceAnswers>();
        services.AddWriterWorker<RecordNews>();
        services.AddWorker<RecordCheck>();
        services.AddSingleton<AuditPlaces>();
        services.AddSingleton<ErasureCheck>();
        services.AddSingleton<LedgerSelfCheck>();
        services.AddWriterWorker<SelfCheck>();
        AddLedger(builder, dataFolder);
    }

    private static void AddLedger(WebApplicationBuilder builder, string dataFolder)
    {
        var services = builder.Services;
        services.AddSingleton(provider =>
            LedgerKey.Load(
                provider.GetRequiredService<IConfiguration>(),
                dataFolder,
                mayMake: !provider.GetRequiredService<ReaderMode>().IsOn
            )
        );
        services.AddSingleton(provider => LedgerRules.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => provider.GetRequiredService<LedgerKey>().ToSealKey());
        services.AddSingleton(provider => new SealDuty(
            Path.Combine(dataFolder, "ledger"),
            provider.GetRequiredService<SealKey>(),
            TimeProvider.System
        ));
        services.AddSingleton(provider => new LedgerMemory(
            Path.Combine(dataFolder, "ledger"),
            provider.GetRequiredService<LedgerKey>(),
            CopiesIn(provider.GetRequiredService<IConfiguration>())
        ));
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<LedgerCosignatures>();
        services.AddSingleton<LedgerNotices>();
        services.AddSingleton<LedgerReceipts>();
        services.AddSingleton<CosignatureEndpoint>();
        services.AddSingleton<Formats.ProvenExport>();

        // "off" is for the benchmark that measures what the log costs; events are sealed all the same, and come into
        // the log when it is on again.
        if (builder.Configuration["ledger"] != "off")
            services.AddWriterWorker<LedgerWriter>();
        else
            services.AddSingleton<LedgerWriter>();
    }

    private static IReadOnlyList<string> CopiesIn(IConfiguration configuration)
    {
        var section = configuration.GetSection(MemoryCopies.Setting);
        return
        [
            .. section
                .GetChildren()
                .Select(each => each.Value)
                .Prepend(section.Value)
                .OfType<string>()
                .Where(each => each.Length > 0)
                .Select(Path.GetFullPath),
        ];
    }
}
