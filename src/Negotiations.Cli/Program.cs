using Negotiations.Cli;
using Negotiations.Cli.Running;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C lets a request end in order; a second one ends the process.
    pressed.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};
return await CommandLine.RunAsync(args, CommandEnvironment.OfProcess(), interrupted.Token);
