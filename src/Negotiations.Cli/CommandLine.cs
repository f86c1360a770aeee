using Negotiations.Cli.Parsing;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli;

/// <summary>Runs one command line, and says what becomes of one that is not understood.</summary>
internal static class CommandLine
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        CommandEnvironment environment,
        CancellationToken stop
    )
    {
        if (args is [CompletionScripts.Request, ..])
            return await Completion.AnswerAsync([.. args.Skip(1)], environment, stop);

        environment.IsForMachines = LineReader.IsForMachines(args);
        try
        {
            var line = LineReader.Read(args);
            var app = new CommandApp();
            app.Configure(commands => Configure(commands, environment));
            var code = await app.RunAsync(line.Args, stop);
            return line.IsGroup ? ExitCode.Usage : code;
        }
        catch (CommandFailedException misunderstood)
        {
            return await environment.FailAsync(misunderstood);
        }
        catch (CommandAppException misunderstood)
        {
            return await environment.FailAsync(
                CommandFailedException.Usage(
                    $"{misunderstood.Message} 'negotiations --help' lists the commands, 'negotiations COMMAND "
                        + "--help' what one takes."
                )
            );
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception fault)
        {
            return await environment.FailAsync(
                new CommandFailedException(
                    ExitCode.Fault,
                    "This is a fault of the program, not of what was asked. Please report it with what "
                        + $"follows.{Environment.NewLine}{fault}"
                )
            );
        }
    }

    private static void Configure(IConfigurator commands, CommandEnvironment environment)
    {
        commands.SetApplicationName("negotiations");
        commands.SetApplicationVersion(ProductVersion.Text);
        commands.ConfigureConsole(environment.Console);
        commands.PropagateExceptions();
        commands.UseStrictParsing();
        commands.CancellationExitCode(ExitCode.Interrupted);
        commands.Settings.Registrar.RegisterInstance(environment);
        foreach (var command in CommandList.All)
            command.AddTo(commands);
    }
}
