using System.Runtime.InteropServices;
using System.Text.Json;

namespace Negotiations.Postgres.Host;

/// <summary>
/// Starts a PostgreSQL in the folder it is given, says so in one line on standard output, and ends in good order on
/// SIGTERM or SIGINT, as a web host does. The connection string is on a line of its own: only tests run this.
/// </summary>
internal static class HostProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        using var ending = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);

        await using var postgres = await LocalPostgres.StartAsync(Options(arguments), ending.Token);
        Console.WriteLine(postgres.Source);
        Console.WriteLine(postgres.ConnectionString);
        await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ending.Cancel();
        }
    }

    // With a folder for programs and a catalogue it does as on a machine on which no PostgreSQL is installed.
    static LocalPostgresOptions Options(string[] arguments) =>
        arguments is [var data, var programs, var catalogue]
            ? new LocalPostgresOptions
            {
                DataFolder = data,
                ProgramsFolder = programs,
                Catalogue = JsonSerializer.Deserialize<ProgramCatalogue>(catalogue)!,
                LooksForInstalled = false,
            }
            : new LocalPostgresOptions { DataFolder = arguments[0] };
}
