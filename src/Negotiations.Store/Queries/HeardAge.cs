using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Store.Queries;

/// <summary>How long ago anything was last heard, in views that are stored as the fold made them: they say when that
/// was, and only the answer knows which day it is.</summary>
public static class HeardAge
{
    private const int DayLength = 10;

    // Quotes inside a text are escaped, so these bytes are never part of one.
    private static ReadOnlySpan<byte> Heard => "\"lastHeard\":{\"on\":\""u8;

    private static ReadOnlySpan<byte> MayBe => "\"field\":\"lastHeard\""u8;

    /// <summary>The same JSON with the days since then: what <see cref="Views.Status.On"/> makes of a view that is in
    /// memory.</summary>
    /// <param name="view">A status or its summary, compact.</param>
    /// <param name="today">The day of the answer.</param>
    public static ReadOnlyMemory<byte> Of(byte[] view, DateOnly today)
    {
        var start = view.AsSpan().IndexOf(Heard);
        if (start < 0)
            return view;

        start += Heard.Length;
        var end = start + DayLength;
        var on = DateOnly.ParseExact(
            Encoding.ASCII.GetString(view, start, DayLength),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        var days = Math.Max(0, today.DayNumber - on.DayNumber);
        var shown = $"{(on > today ? today : on):yyyy-MM-dd}\",\"days\":{days}";
        byte[] aged = [.. view[..start], .. Encoding.ASCII.GetBytes(shown), .. view[(end + 1)..]];
        return view.AsSpan().IndexOf(MayBe) < 0 ? aged : WithoutLater(aged, today);
    }

    // Few views leave open when anything was last heard: only these are taken apart.
    private static byte[] WithoutLater(byte[] view, DateOnly today)
    {
        if (JsonNode.Parse(view) is not JsonObject members || members["uncertain"] is not JsonArray fields)
            return view;

        var last = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var field in fields.Where(each => (string?)each!["field"] == "lastHeard").ToList())
        {
            var possible = field!["possible"]!.AsArray().Select(each => (string?)each);
            List<string?> heard =
            [
                .. possible.Select(each => string.CompareOrdinal(each, last) > 0 ? last : each).Distinct(),
            ];
            if (heard.Count > 1)
                field["possible"] = new JsonArray([.. heard.Select(each => (JsonNode?)each)]);
            else
                fields.Remove(field);
        }

        return JsonSerializer.SerializeToUtf8Bytes(members, EventJson.Options);
    }
}
