using System.Globalization;
using System.Text.Json;
using Negotiations.Import.Formats;
using Negotiations.Json;

namespace Negotiations.Server.Importing;

/// <summary>What a person has to look at before a release is believed.</summary>
internal static class ReleaseQuestions
{
    public const string KeyReused = "key-reused";

    private const string Empty = "file-empty";
    private const string Columns = "columns-gone";
    private const string OtherMapping = "mapping-changed";
    private const string Few = "rows-too-few";
    private const string Many = "rows-too-many";

    // A row or two go from any table; of many, more than a few in a hundred is a file of another kind.
    private const int LeastGone = 3;
    private const int MostPercentGone = 5;

    /// <summary>What can be confirmed.</summary>
    public static IReadOnlyList<string> Codes { get; } = [Gone, Rekeyed, KeyReused, Columns, OtherMapping, Few, Many];

    /// <summary>What is not in the file is withheld, or was withdrawn: the rest of the release is taken meanwhile.
    /// </summary>
    public const string Gone = "rows-gone";

    /// <summary>Rows seem to have got other keys.</summary>
    public const string Rekeyed = "re-keyed";

    /// <summary>More is gone than goes from a table by and by.</summary>
    /// <param name="known">Rows of the file that the record has.</param>
    /// <param name="gone">Rows of the record that the last release had and the file has not.</param>
    public static bool IsMuch(long known, long gone) =>
        gone > 0 && (known == 0 || (gone >= LeastGone && gone * 100 > (known + gone) * MostPercentGone));

    /// <param name="request">With the bounds of the dataset.</param>
    /// <param name="taken">Rows of the file that were taken.</param>
    /// <param name="known">Those among them that the record has.</param>
    /// <param name="gone">Rows of the record that the last release had and the file has not.</param>
    /// <param name="rekeyed">Facts that the release seems to have under other keys.</param>
    /// <param name="isByNewKeys">Its rows were counted as having these keys.</param>
    /// <param name="columns">That the release before had and this one has not.</param>
    /// <param name="changed">What was changed in the mapping; null: nothing that places rows.</param>
    /// <param name="moved">Facts that would move.</param>
    public static IReadOnlyList<ImportQuestion> Of(
        ImportRequest request,
        long taken,
        long known,
        long gone,
        long rekeyed,
        bool isByNewKeys,
        IReadOnlyList<string> columns,
        string? changed,
        long moved
    )
    {
        List<ImportQuestion> questions = [];
        var before = known + gone;
        if (taken == 0 && before > 0)
            questions.Add(
                new ImportQuestion(
                    Empty,
                    gone,
                    before,
                    $"The file has no row that was taken, and the record has {Rows(before)} of the dataset: an empty "
                        + "file takes nothing away. To take a release back, undo its import."
                )
            );
        else if (rekeyed > 0)
            questions.Add(
                new ImportQuestion(
                    Rekeyed,
                    rekeyed,
                    taken,
                    $"{rekeyed} facts of the record are in this file word for word under other row ids than theirs. "
                        + "If the publisher numbers its rows otherwise now, confirm=re-keyed: the facts keep their "
                        + "ids. If they are other rows that say the same, confirm=rows-gone,key-reused."
                )
            );

        if (taken > 0 && (rekeyed == 0 || isByNewKeys) && IsMuch(known, gone))
            questions.Add(
                new ImportQuestion(
                    Gone,
                    gone,
                    before,
                    $"{Rows(gone)} of the {before} that the record has of the dataset are not in this "
                        + "file, and none of "
                        + "them was retracted. If the file has only some of the rows, say so with partial=true, or "
                        + "with covers=2024-02 of which days it would have them; if they were withdrawn, import it "
                        + "again with confirm=rows-gone."
                )
            );

        if (columns.Count > 0 && known > 0)
            questions.Add(LostColumns(columns));

        if (changed is not null && (moved > 0 || gone > 0))
            questions.Add(MovedByMapping(changed, moved, gone, before));

        if (taken < request.LeastRows)
            questions.Add(Bound(Few, taken, request.LeastRows.Value, "at least"));

        if (taken > request.MostRows)
            questions.Add(Bound(Many, taken, request.MostRows.Value, "at most"));

        return questions;
    }

    private static ImportQuestion LostColumns(IReadOnlyList<string> columns) =>
        new(
            Columns,
            columns.Count,
            columns.Count,
            $"The file has no column {string.Join(", ", columns)}, and the release before it had: what its "
                + "facts say there would be taken back. If the publisher withdrew that, confirm=columns-gone."
        );

    private static ImportQuestion MovedByMapping(string changed, long moved, long gone, long before) =>
        new(
            OtherMapping,
            moved + gone,
            before,
            $"The mapping has another {changed} than that of the last release: {moved} facts would move to "
                + $"another negotiation, and {Rows(gone)} would be gone. If that is meant, "
                + "confirm=mapping-changed."
        );

    /// <summary>What of the mapping that decides where facts lie, or which they are, is another than before.</summary>
    public static string? ChangedMapping(ImportRequest request, string? last)
    {
        if (last is null)
            return null;

        var before = JsonSerializer.Deserialize<ImportRequest>(last, EventJson.Options)?.Mapping ?? new Mapping();
        var now = request.Mapping;
        List<string> changed = [];
        if (before.Table?.Negotiation.Id != now?.Table?.Negotiation.Id)
            changed.Add("'negotiation.id'");

        if (!Same(before.Table?.Key, now?.Table?.Key))
            changed.Add("'key'");

        if (!Same(before.Table?.Events.Select(each => each.Part), now?.Table?.Events.Select(each => each.Part)))
            changed.Add("'part'");

        if (
            JsonSerializer.Serialize(before.Rules ?? [], EventJson.Options)
                != JsonSerializer.Serialize(now?.Rules ?? [], EventJson.Options)
            || before.Otherwise != (now?.Otherwise ?? default)
        )
            changed.Add("'rules'");

        return changed.Count == 0 ? null : string.Join(", ", changed);
    }

    private static bool Same(IEnumerable<string>? one, IEnumerable<string>? other) =>
        (one ?? []).Order(StringComparer.Ordinal).SequenceEqual((other ?? []).Order(StringComparer.Ordinal));

    private static ImportQuestion Bound(string code, long taken, long bound, string word) =>
        new(
            code,
            taken,
            bound,
            $"{Rows(taken)} of the file were taken, and a release of this dataset has {word} {bound}. If this one is "
                + $"whole all the same, confirm={code}."
        );

    private static string Rows(long count) =>
        count == 1 ? "1 row" : $"{count.ToString(CultureInfo.InvariantCulture)} rows";
}
