using System.Runtime.InteropServices;

namespace Negotiations.Server.Starting;

/// <summary>
/// Ctrl-C and SIGTERM while the program is still starting; once the host runs, it listens for them itself.
/// </summary>
internal sealed class ShutdownSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public ShutdownSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    source.Cancel();
                }));
    }

    public CancellationToken Token => source.Token;

    public void HandOver()
    {
        registrations.ForEach(registration => registration.Dispose());
        registrations.Clear();
    }

    public void Dispose()
    {
        HandOver();
        source.Dispose();
    }
}
