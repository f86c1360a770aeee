using Negotiations.Cli.Rendering;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Verifying;

/// <summary>What a verification found, the verdict and the first bad event on top.</summary>
internal static class VerifyView
{
    // The newest ones: what a person looks for came in lately, and --json has them all.
    private const int MostBounds = 12;

    public static IRenderable Of(VerifyReport report)
    {
        var table = Tables.Of("kind", "negotiation", "version", "field", "entry", "detail");
        foreach (var finding in report.Findings)
            table.Line(
                finding.Kind,
                finding.Negotiation,
                finding.Version?.ToString(),
                finding.Field,
                finding.Index?.ToString(),
                finding.Detail
            );

        return Tables.Stack(
            Tables.Heading(
                report.Verdict switch
                {
                    "verified" => $"Verified: {report.Subject}",
                    "tampering" => $"Not as it was signed: {report.Subject}",
                    _ => $"Not everything could be checked: {report.Subject}",
                }
            ),
            report.Findings.Count > 0
                ? Tables.Warning(
                    "First: "
                        + report.Findings[0].Kind
                        + (report.Findings[0].Place.Length > 0 ? $": {report.Findings[0].Place}" : "")
                )
                : null,
            Tables.Fields([
                ("log", report.Origin),
                ("size", report.Size?.ToString()),
                ("root", report.Root),
                .. report.Checked.Select(pair => (pair.Key, (string?)pair.Value.ToString())),
            ]),
            Tables.Under("Findings", table),
            Tables.Stack(report.Gaps.Select(Tables.Warning)),
            Tables.Stack(report.Remarks.Select(Tables.Remark)),
            Tables.Stack(report.Bounds.TakeLast(MostBounds).Select(each => Tables.Remark(each.Text)))
        );
    }
}
