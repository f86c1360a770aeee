namespace Negotiations.Server.Starting;

/// <summary>
/// Why the host stops: because it was asked to, or because a background service failed. The host itself ends in good
/// order either way, and what restarts failed programs looks at the exit code.
/// </summary>
internal sealed class BackgroundFault : IDisposable
{
    private readonly CancellationTokenRegistration registration;

    public BackgroundFault(IHost host)
    {
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();

        // Looked for when the host begins to stop: what fails after that, fails because it is being stopped.
        registration = host
            .Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(() =>
                Found = services
                    .Select(each => each.ExecuteTask?.Exception?.GetBaseException())
                    .FirstOrDefault(each => each is not null)
            );
    }

    /// <summary>What failed; null when nothing did.</summary>
    public Exception? Found { get; private set; }

    public void Dispose() => registration.Dispose();
}
