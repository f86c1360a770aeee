using Negotiations.Cli.Running;
using Spectre.Console;

namespace Negotiations.Cli.Connecting;

/// <summary>Says that something still runs, once it has taken so long that a person would wonder.</summary>
internal static class Waiting
{
    public static async Task<T> ForAsync<T>(Task<T> running, string server, CommandEnvironment environment)
    {
        if (await Task.WhenAny(running, Task.Delay(environment.Patience)) == running)
            return await running;

        if (!environment.ErrorIsTerminal)
        {
            await environment.NoticeAsync($"Still waiting for {server}.");
            return await running;
        }

        return await environment.ErrorConsole.Status().StartAsync($"Waiting for {Markup.Escape(server)}", _ => running);
    }
}
