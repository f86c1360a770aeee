using System.Buffers.Text;
using System.Text.Json;

namespace Negotiations.Store.Queries;

/// <summary>
/// The cursor of a paged list: the sort values of the last item shown, opaque to the client. It points between items
/// and not at an offset, so that nothing is skipped or repeated while events arrive. Where the order can change, it
/// also says what was known when the first page was made.
/// </summary>
public static class Cursor
{
    public static string Write(params string[] after) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(after));

    /// <summary>The values; null when the text is no cursor of ours.</summary>
    public static string[]? TryRead(string text, int count)
    {
        try
        {
            return
                text.Length <= 1000
                && JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text)) is { } after
                && after.Length == count
                && after.All(each => each?.Contains('\0', StringComparison.Ordinal) == false)
                ? after
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Clocks">Those it was answered on; null: now.</param>
public record Page<T>(IReadOnlyList<T> Items, string? Next, Views.AnsweredClocks? Clocks = null);

/// <summary>One page of a history.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Clocks">Those it is seen on; null: now.</param>
/// <param name="Missing">Versions that the store has lost, by damage or because it went back; null: none.</param>
public sealed record HistoryPage(
    IReadOnlyList<Views.HistoryEntry> Items,
    string? Next,
    Views.AnsweredClocks? Clocks = null,
    IReadOnlyList<long>? Missing = null
) : Page<Views.HistoryEntry>(Items, Next, Clocks);
