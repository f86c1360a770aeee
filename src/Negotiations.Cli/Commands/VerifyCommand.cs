using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Ledger;
using Spectre.Console;
using Spectre.Console.Cli;
using Profile = Negotiations.Cli.Connecting.Profile;

namespace Negotiations.Cli.Commands;

/// <summary>A check that trusts no one but the keys it was given, and prints one report however it ends.</summary>
internal abstract class VerifyCommand<TSettings>(CommandEnvironment environment) : AsyncCommand<TSettings>
    where TSettings : VerifySettings
{
    protected CommandEnvironment CommandEnvironment { get; } = environment;

    protected abstract string SubjectOf(TSettings settings);

    protected abstract Task RunAsync(TSettings settings, VerifyReport report, CancellationToken stop);

    public sealed override async Task<int> ExecuteAsync(
        CommandContext context,
        TSettings settings,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var report = new VerifyReport(SubjectOf(settings));
            await RunAsync(settings, report, cancellationToken);
            if (settings.Json)
                await CommandEnvironment.Out.WriteLineAsync(report.ToJson());
            else
                CommandEnvironment.Console.Write(VerifyView.Of(report));

            return report.ExitCode;
        }
        catch (CommandFailedException stopped)
        {
            return await CommandEnvironment.FailAsync(
                stopped.ExitCode is ExitCode.Refused
                    ? CommandFailedException.CannotBeChecked(stopped.Message, stopped.Problem)
                    : stopped
            );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return await CommandEnvironment.FailAsync(CommandFailedException.Usage(unreadable.Message));
        }
        catch (Exception malformed)
            when (malformed
                    is System.Text.Json.JsonException
                        or FormatException
                        or KeyNotFoundException
                        or ArgumentException
            )
        {
            return await CommandEnvironment.FailAsync(
                CommandFailedException.CannotBeChecked(
                    $"What was given cannot be read, so it cannot be checked: {malformed.Message}"
                )
            );
        }
    }

    protected LogTrust? Trusted(TSettings settings) =>
        Trust.Of(
            settings.Vkeys,
            Profile.Read(CommandEnvironment.SettingsFolder, settings.Profile).Vkey,
            settings.Witnesses
        );

    protected LogTrust NeedsTrust(TSettings settings) =>
        Trusted(settings)
        ?? throw CommandFailedException.Usage(
            "Whose signature counts? Name the log's verifier key with --vkey, or put it into a profile as "
                + "'vkey'. A key taken from what is being checked proves nothing."
        );

    protected Task<T> WithBarsAsync<T>(Func<ProgressContext, Task<T>> run) =>
        CommandEnvironment
            .ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(run);

    /// <param name="copy">Of the log.</param>
    /// <param name="pinned">Pinned at an earlier visit; null: at none.</param>
    /// <param name="seen">Heads that were seen before, and when.</param>
    /// <param name="report">Receives what is found.</param>
    /// <returns>The negotiations that no one can replay.</returns>
    protected static IReadOnlySet<string> Check(
        LogCopy copy,
        SignedCheckpoint? pinned,
        IEnumerable<SeenHead> seen,
        VerifyReport report
    )
    {
        if (pinned is not null)
        {
            report.Count("kept");
            PinnedCheck.CompareHeads(pinned, copy.Signed, report);
        }

        foreach (var bundle in copy.Overlong)
            report.Findings.Add(new Finding("entry-unreadable", $"Bytes follow the last entry of {bundle}."));

        var isWhole = report.Findings.Count == 0;
        var leaves = new EntryCheck(copy, report).Run();
        if (pinned is not null && isWhole && report.Findings.Count == 0)
            PinnedCheck.CompareRoots(pinned, copy, report);

        var erased = new RecordCheck(copy, report).Run(leaves);
        ViewCheck.Run(copy, erased, report);
        NoticeCheck.Run(copy, erased, report);
        new ClockCheck([.. seen, .. SeenHeads.Cosigned([.. copy.OlderHeads, copy.Signed])], report).Run(leaves);
        return erased;
    }

    protected static void Describe(SignedCheckpoint signed, VerifyReport report) =>
        (report.Origin, report.Size, report.Root) = (
            signed.Checkpoint.Origin,
            signed.Checkpoint.Size,
            signed.Checkpoint.Root.ToString()
        );
}
