using Negotiations.Store.Workers;

namespace Negotiations.Server.Watching;

/// <summary>Brings the lags up to date where measurements are pushed, and no scrape does.</summary>
internal sealed class StoreGaugesWorker(StoreGauges readings, ILogger<StoreGaugesWorker> logger)
    : Worker("the readings", logger)
{
    protected override TimeSpan Rest => TimeSpan.FromSeconds(15);

    protected override Task StepAsync(CancellationToken stop) => readings.ReadAsync(stop);
}
