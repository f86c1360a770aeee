namespace Negotiations.Ledger;

/// <summary>
/// The first three bytes of the hash of each member, one after the other. Anyone could write them; a member that was
/// changed by someone who did not is named by them.
/// </summary>
internal static class ExportPrints
{
    private const int Bytes = 3;
    private const int Characters = 4;

    public static string Of(Digest hash) => Convert.ToBase64String(hash.ToArray().AsSpan(0, Bytes));

    /// <summary>Which member is not among those that the prints are of; null: it cannot be seen.</summary>
    /// <param name="openings">Of the event.</param>
    /// <param name="members">As they stand there.</param>
    /// <param name="prints">As they stand there.</param>
    public static string? Changed(MemberOpenings openings, RecordedMembers members, string prints)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        for (var at = 0; at + Characters <= prints.Length; at += Characters)
            known.Add(prints.Substring(at, Characters));

        var shown = openings.Open(members).Shown;
        List<string> unknown =
        [
            .. shown.Where(each => !known.Contains(Of(each.Hash()))).Select(each => each.Member.Name),
        ];

        // Where nearly none is known, it is not the members that were changed, but what opens them.
        return unknown.Count > 0 && unknown.Count <= Math.Max(1, shown.Count / 2) ? unknown[0] : null;
    }
}
