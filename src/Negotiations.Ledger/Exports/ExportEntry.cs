using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>Holds one event of an export against the hash that the log has at its place.</summary>
internal static class ExportEntry
{
    // So far away a line is looked for that is not where it was: beyond it, it is called changed.
    private const int Near = 64;

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static ExportFault? WhyNot(
        ExportLine line,
        RecordedMembers? members,
        List<Digest> hashes,
        int index,
        long number
    )
    {
        if (line.ToLeaf(index, members) is { } leaf && leaf.Hash() == hashes[index])
            return Beside(line, members, number);

        if (Elsewhere(line, members, hashes, index) is { } place)
            return About(
                line,
                number,
                place > index
                    ? $"it is entry {place} of the log, and entry {index} should stand here: {place - index} are "
                        + "missing."
                    : $"it is entry {place} of the log, and entry {index} should stand here: it was put in or moved."
            );

        var member = Member(line, members);
        return About(
            line,
            number,
            member is null
                ? $"it is not what the log signed as entry {index}."
                : $"it is not what the log signed as entry {index}: this member says something else."
        ) with
        {
            Member = member,
        };
    }

    // What the leaf does not bind has to follow from what it does.
    private static ExportFault? Beside(ExportLine line, RecordedMembers? members, long number)
    {
        var about = line.Actor is { } actor ? "actor/" + actor : line.Negotiation;
        if (
            line.Negotiation is null == line.Actor is null
            || (line.Stream != about && line.Stream != "notices/" + about)
        )
            return About(line, number, $"it is of the stream '{line.Stream}'.") with { Member = "negotiation" };

        if (line.DataHash is not null)
            return line.HoldsData()
                ? null
                : About(line, number, "they are not what was signed.") with
                {
                    Member = "data",
                };

        return line.Prints == line.PrintsOf(members!)
            ? null
            : About(line, number, "the prints of its members are not theirs.") with
            {
                Member = "proof",
            };
    }

    private static string? Member(ExportLine line, RecordedMembers? members)
    {
        if (line.Data.ValueKind != JsonValueKind.Object)
            return "data";

        if (Text(line.Data, "type") != line.Type)
            return "type";

        if (Text(line.Data, "eventId") != line.EventId.ToString("D"))
            return "eventId";

        var about = line.Actor is { } actor ? "actor/" + actor : line.Negotiation;
        return line.Stream != about && line.Stream != "notices/" + about ? "negotiation"
            : line.DataHash is not null ? (line.HoldsData() ? null : "data")
            : members is null ? "data"
            : ExportPrints.Changed(line.Openings!, members, line.Prints ?? "");
    }

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Elsewhere(ExportLine line, RecordedMembers? members, List<Digest> hashes, int index)
    {
        for (var place = Math.Max(0, index - Near); place < Math.Min(hashes.Count, index + Near); place++)
            if (place != index && line.ToLeaf(place, members) is { } leaf && leaf.Hash() == hashes[place])
                return place;

        return null;
    }

    public static ExportFault About(ExportLine line, long number, string why) =>
        new(ExportFaultKind.Altered, number, why)
        {
            Stream = line.Stream,
            Version = line.Version,
            EventId = line.EventId,
        };
}
