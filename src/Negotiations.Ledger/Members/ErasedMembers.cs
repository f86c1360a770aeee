namespace Negotiations.Ledger;

/// <summary>
/// What an erasure may have taken of an event: the members that its act names, each of them, and no other. Hashes of
/// more would let figures disappear under cover of the act.
/// </summary>
public static class ErasedMembers
{
    /// <param name="openings">As they are published of the erased event.</param>
    /// <param name="named">The names in the act.</param>
    /// <param name="shown">What is shown of the event.</param>
    /// <returns>What is more or less than the act says; null: nothing is.</returns>
    public static ErasureFault? WhyNot(
        MemberOpenings openings,
        IReadOnlyCollection<string> named,
        RecordedMembers shown
    )
    {
        ArgumentNullException.ThrowIfNull(openings);
        ArgumentNullException.ThrowIfNull(named);
        ArgumentNullException.ThrowIfNull(shown);
        if (openings.OpensAllData)
            return new(null, "It is shown as erased, and its key still opens every member.");

        foreach (var gone in shown.Unbound(openings.SaltOf).Except(openings.Closed))
            if (!named.Any(each => gone == each || gone.StartsWith(each + "/", StringComparison.Ordinal)))
                return new(gone, "The recorded act of its erasure does not name this member, and nothing opens it.");

        foreach (var name in named)
            if (openings.SaltOf(name) is not null)
                return new(name, "The recorded act of its erasure names this member, and it is opened still.");

        var count = named.Distinct(StringComparer.Ordinal).Count();
        var withheld = openings.Withheld.Count - openings.Closed.Count;
        return withheld == count
            ? null
            : new(null, $"The recorded act of its erasure names {count} members, and {withheld} are withheld.");
    }
}

/// <summary>What of an erasure is not as its act says.</summary>
/// <param name="Member">The name of the member; null: it is no single one.</param>
/// <param name="Why">A sentence.</param>
public sealed record ErasureFault(string? Member, string Why);
