using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Negotiations.Json;
using Negotiations.Views;

namespace Negotiations.Server.Citing;

/// <summary>
/// How a view is cited. It names no one as author: the authors are the sources, and the view names each of them.
/// </summary>
/// <param name="Id">Of the negotiation.</param>
/// <param name="Title">Of the negotiation, on the clocks.</param>
/// <param name="View">Which view.</param>
/// <param name="Version">The last version that counts.</param>
/// <param name="Issued">When the last event that was known was recorded.</param>
/// <param name="Scope">Version, day and knowledge in words.</param>
/// <param name="Clocks">Those the permalink names.</param>
/// <param name="Permalink">Answers the same for ever; only an erasure changes it, and then it says so.</param>
/// <param name="Publisher">Who runs this record.</param>
internal sealed record Citation(
    string Id,
    string Title,
    CitedView View,
    long Version,
    DateTimeOffset Issued,
    string Scope,
    AnsweredClocks Clocks,
    string Permalink,
    [property: JsonIgnore] string Publisher
)
{
    private const string Collection = "Negotiations";

    /// <summary>The line to put under a text.</summary>
    public string Text =>
        $"{Collection}. \"{Title}\" [{WireName.Of(View)}, {Scope}]. Recorded {Day(Issued)}. {Permalink}";

    private string Subject => $"{Title} [{WireName.Of(View)}]";

    public static Citation Of(
        Views.Status status,
        CitedView view,
        AnsweredClocks clocks,
        bool namesDay,
        string permalink,
        string publisher
    )
    {
        var day = namesDay ? $", as of {Day(clocks.AsOf)}" : "";
        var known = clocks.KnownBy is { } by ? $", as {WireName.Of(clocks.Basis)} by {InstantConverter.Print(by)}" : "";
        var without = clocks.Without.Count > 0 ? $", without {string.Join(", ", clocks.Without)}" : "";
        return new Citation(
            status.Id,
            status.Title,
            view,
            clocks.Version!.Value,
            status.RecordedAt,
            $"version {clocks.Version}{day}{known}{without}",
            clocks,
            permalink,
            publisher
        );
    }

    /// <summary>An entry for BibTeX and BibLaTeX.</summary>
    public string ToBibTeX()
    {
        var (year, month, _) = DateOnly.FromDateTime(Issued.UtcDateTime);
        return string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                @misc{negotiations-{{Id}}-v{{Version}},
                  title = {{{Escaped(Subject)}}},
                  howpublished = {{{Collection}}},
                  publisher = {{{Escaped(Publisher)}}},
                  year = {{{year}}},
                  month = {{{month}}},
                  version = {{{Version}}},
                  edition = {Version {{Version}}},
                  note = {{{Escaped(Scope)}}},
                  url = {{{Permalink}}}
                }

                """
            )
            .ReplaceLineEndings("\n");
    }

    /// <summary>An item of CSL-JSON, which Zotero, Pandoc and citeproc read.</summary>
    public JsonArray ToCsl()
    {
        var (year, month, day) = DateOnly.FromDateTime(Issued.UtcDateTime);
        return
        [
            new JsonObject
            {
                ["id"] = $"negotiations-{Id}-v{Version}",
                ["type"] = "dataset",
                ["title"] = Subject,
                ["container-title"] = Collection,
                ["publisher"] = Publisher,
                ["version"] = Version.ToString(CultureInfo.InvariantCulture),
                ["issued"] = new JsonObject { ["date-parts"] = new JsonArray(new JsonArray(year, month, day)) },
                ["note"] = Scope,
                ["URL"] = Permalink,
            },
        ];
    }

    /// <summary>A record of RIS, which reference managers take in.</summary>
    public string ToRis()
    {
        var issued = DateOnly.FromDateTime(Issued.UtcDateTime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"TY  - DATA\r\nTI  - {OneLine(Subject)}\r\nT2  - {Collection}\r\nPB  - {OneLine(Publisher)}\r\n"
                + $"PY  - {issued.Year:0000}\r\n"
                + $"DA  - {issued:yyyy/MM/dd}\r\nET  - Version {Version}\r\nN1  - {OneLine(Scope)}\r\n"
                + $"UR  - {Permalink}\r\nER  - \r\n"
        );
    }

    private static string OneLine(string text) => string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(instant.UtcDateTime));

    // What TeX would take for a command, a group, a comment or mathematics is text here.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
            escaped.Append(
                letter switch
                {
                    '\\' => @"\textbackslash{}",
                    '~' => @"\textasciitilde{}",
                    '^' => @"\textasciicircum{}",
                    '{' or '}' or '%' or '&' or '$' or '#' or '_' => $@"\{letter}",
                    _ when char.IsControl(letter) => " ",
                    _ => letter.ToString(),
                }
            );

        return escaped.ToString();
    }
}
