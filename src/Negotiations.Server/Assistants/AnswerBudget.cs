using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Server.Assistants;

/// <summary>
/// Keeps an answer within what an assistant can read at once. What is cut is named: an assistant that took a part for
/// the whole would report it so.
/// </summary>
internal static class AnswerBudget
{
    /// <summary>In bytes of UTF-8, as <see cref="SizeOf"/> counts them: with what stands around it an answer stays
    /// within 20,000 tokens at three bytes a token.</summary>
    public const int Most = 57_000;

    private const string LeftOut = "leftOut";
    private const int LongestText = 400;

    // What is first in these is wanted first; of all other lists the last is the newest.
    private static readonly string[] FirstMatters = ["items", "fields", "groups", "negotiations"];

    /// <summary>Cuts lists, the weightiest first, and then texts.</summary>
    /// <param name="answer">Changed.</param>
    /// <param name="ask">How what is left out can be asked for.</param>
    public static void Fit(JsonObject answer, string ask)
    {
        SortedDictionary<string, int> cut = new(StringComparer.Ordinal);
        while (SizeOf(answer) > Most && (CutLists(answer, cut) || CutTexts(answer, "", cut)))
            continue;

        if (cut.Count == 0)
            return;

        answer[LeftOut] = new JsonArray([
            .. cut.Select(each => new JsonObject { ["path"] = each.Key, ["count"] = each.Value }),
        ]);
        answer["howToAsk"] = ask;
    }

    /// <summary>How many rows of a page fit; null: all of them, or there are no rows to leave to a next page.</summary>
    public static int? RowsWithin(JsonObject answer)
    {
        var size = SizeOf(answer);
        if (
            size <= Most
            || (answer["answer"]?["items"] ?? answer["answer"]?["changes"]) is not JsonArray { Count: > 1 } rows
        )
            return null;

        // A page of changes has at most as many of the events that made them.
        var beside = answer["answer"]!["changes"] is null ? [] : answer["answer"]!["events"]?.AsArray() ?? [];
        var left = Most - (size - rows.Concat(beside).Sum(RowSize));
        var fitting = 0;
        while (fitting < rows.Count - 1)
        {
            left -= RowSize(rows[fitting]) + (fitting < beside.Count ? RowSize(beside[fitting]) : 0);
            if (left < 0)
                break;

            fitting++;
        }

        return Math.Max(1, fitting);
    }

    /// <summary>What it takes on its way: it is sent as structure and again as text, where each quotation mark is
    /// escaped.</summary>
    public static int SizeOf(JsonNode node)
    {
        var text = node.ToJsonString(EventJson.Options);
        return (2 * Encoding.UTF8.GetByteCount(text)) + text.AsSpan().Count('"') + text.AsSpan().Count('\\');
    }

    // Lists of one kind together, wherever they stand: those of all fields, those of all events.
    private static bool CutLists(JsonObject answer, SortedDictionary<string, int> cut)
    {
        Dictionary<string, Kind> kinds = [];
        Measure(answer, "", kinds);
        var weightiest = kinds
            .Where(each => each.Value.Longest > 1)
            .OrderByDescending(each => each.Value.Own)
            .ThenBy(each => each.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        if (weightiest.Value is not { } kind)
            return false;

        var keep = kind.Longest / 2;
        var isFirst = FirstMatters.Contains(weightiest.Key.Split('.')[^1]);
        foreach (var list in kind.Lists.Where(list => list.Count > keep))
        {
            cut[weightiest.Key] = cut.GetValueOrDefault(weightiest.Key) + list.Count - keep;
            while (list.Count > keep)
                list.RemoveAt(isFirst ? list.Count - 1 : 0);
        }

        return true;
    }

    // The size of a list is its own: what lists within it weigh is theirs.
    private static int Measure(JsonNode? node, string path, Dictionary<string, Kind> kinds)
    {
        switch (node)
        {
            case JsonObject members:
                return members.Sum(each => each.Key.Length + 4 + Measure(each.Value, PathOf(path, each.Key), kinds));
            case JsonArray items:
                var size = items.Sum(item => Measure(item, path, kinds));
                if (!kinds.TryGetValue(path, out var kind))
                    kinds[path] = kind = new Kind();

                kind.Own += size;
                kind.Lists.Add(items);
                kind.Longest = Math.Max(kind.Longest, items.Count);

                // Above it only a part counts, so that what is innermost is cut before what holds it.
                return size / 2;
            default:
                return node is null ? 4 : SizeOf(node);
        }
    }

    // With the comma behind it, in both forms.
    private static int RowSize(JsonNode? row) => 2 + (row is null ? 8 : SizeOf(row));

    private static bool CutTexts(JsonNode node, string path, SortedDictionary<string, int> cut)
    {
        var isCut = false;
        foreach (var (name, value) in Children(node))
        {
            var at = node is JsonArray ? path : PathOf(path, name);
            if (value is JsonValue text && text.TryGetValue<string>(out var written))
            {
                if (written.Length <= LongestText)
                    continue;

                cut[at] = cut.GetValueOrDefault(at) + 1;
                var end = char.IsHighSurrogate(written[LongestText - 2]) ? LongestText - 2 : LongestText - 1;
                text.ReplaceWith(written[..end] + "…");
                isCut = true;
            }
            else if (value is not null)
            {
                isCut |= CutTexts(value, at, cut);
            }
        }

        return isCut;
    }

    private static List<(string Name, JsonNode? Value)> Children(JsonNode node) =>
        node switch
        {
            JsonObject members => [.. members.Select(each => (each.Key, each.Value))],
            JsonArray items => [.. items.Select(item => ("", item))],
            _ => [],
        };

    private static string PathOf(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private sealed class Kind
    {
        public List<JsonArray> Lists { get; } = [];

        public int Own { get; set; }

        public int Longest { get; set; }
    }
}
