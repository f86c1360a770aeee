using Spectre.Console;

namespace Negotiations.Server.Starting;

/// <summary>A count that people see grow, when there is something to count.</summary>
internal static class Progress
{
    /// <summary>Runs work of unknown length; nothing is shown of work that reports nothing.</summary>
    public static async Task ShowAsync(IAnsiConsole console, string what, Func<IProgress<int>, Task> work)
    {
        var shown = new Shown(console, what);
        await work(shown);
        shown.Close();
    }

    private sealed class Shown(IAnsiConsole console, string what) : IProgress<int>
    {
        // A line every so many is read; one for each would be the work.
        private const int Every = 1000;

        private int last;

        public void Report(int value)
        {
            last = value;
            if (value % Every == 0)
                console.WriteLine($"{what}: {value}");
        }

        public void Close()
        {
            if (last > 0)
                console.WriteLine($"{what}: {last}, done");
        }
    }
}
