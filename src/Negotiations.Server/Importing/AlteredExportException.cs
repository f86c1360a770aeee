using Negotiations.Ledger;

namespace Negotiations.Server.Importing;

/// <summary>A whole record that is not what its log signed, or carries nothing that it signed.</summary>
/// <param name="fault">The first one.</param>
internal sealed class AlteredExportException(ExportFault fault) : Exception(Sentence(fault))
{
    public ExportFault Fault { get; } = fault;

    private static string Sentence(ExportFault fault) =>
        $"{fault.Text} Nothing was recorded. "
        + fault.Kind switch
        {
            ExportFaultKind.Unproven =>
                "Export it with its proof ('negotiations export record', or proof=true), or say "
                    + "--unproven (unproven=true) to take it as it is; the log then says so in public, for good.",
            ExportFaultKind.UnknownKey => "Name the key that its log had, or one that handed over to it.",
            ExportFaultKind.Cut => "Take another copy.",
            _ => "Take another copy. Only --unproven (unproven=true) takes this one, without any proof.",
        };
}
