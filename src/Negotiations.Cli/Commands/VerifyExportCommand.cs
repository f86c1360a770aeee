using System.ComponentModel;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Verifies an exported record, without a server: what a restore would look at before it takes it.</summary>
internal sealed class VerifyExportCommand(CommandEnvironment environment)
    : VerifyCommand<VerifyExportCommand.Settings>(environment)
{
    protected override string SubjectOf(Settings settings) => settings.File;

    protected override Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        using var check = new ExportCheck(NeedsTrust(settings).LogKeys);
        using var file = File.OpenRead(settings.File);
        var fault = Read(file, check, stop);
        if (check.Signature is { } signature)
            Describe(signature.Signed, report);

        report.Count("events", check.Events);
        if (fault is not null)
            Add(fault, check, report);
        else
            Remark(check, report);

        return Task.CompletedTask;
    }

    private static ExportFault? Read(FileStream file, ExportCheck check, CancellationToken stop)
    {
        foreach (var (line, isWhole) in ExportLines.Read(file))
        {
            stop.ThrowIfCancellationRequested();
            if (check.Take(line, isWhole) is { } fault)
                return fault;
        }

        return check.End();
    }

    // A file without a proof, and one by a key that is not known here, say nothing about the record.
    private static void Add(ExportFault fault, ExportCheck check, VerifyReport report)
    {
        if (fault.Kind is ExportFaultKind.Unproven or ExportFaultKind.UnknownKey)
            report.Gaps.Add(fault.Text);
        else
            report.Findings.Add(
                new Finding(fault.Kind is ExportFaultKind.Cut ? "export-cut" : "export-altered", fault.Text)
                {
                    Negotiation = fault.Stream,
                    Version = fault.Version,
                    EventId = fault.EventId,
                    Field = fault.Member,
                    Index = fault.Stream is null ? null : check.Events,
                }
            );
    }

    private static void Remark(ExportCheck check, VerifyReport report)
    {
        var signature = check.Signature!;
        report.Remarks.Add($"Signed by {signature.Key.Text}.");
        foreach (var handover in signature.Handovers)
            report.Remarks.Add(
                $"At {handover.Signed.Checkpoint.Size} entries the log's key {handover.From.KeyId:x8} "
                    + $"handed over to {handover.To.Text}."
            );

        if (check.Unbound > 0)
            report.Remarks.Add(
                $"{check.Unbound} erased events have entries of version 1: nothing binds what is left of them."
            );
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("The record, as 'export record' writes it")]
        [Names(Named.Files)]
        public string File { get; init; } = "";
    }
}
