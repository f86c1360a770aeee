using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

// What an act makes of security, and which rule of the explanation says so.
internal sealed partial class SecurityFold
{
    /// <summary>What the situation may be where this is the last to decide it.</summary>
    internal static IEnumerable<Security> ValuesOf(Writer<SecurityAct> last, DateTimeOffset notBefore, Moment moment)
    {
        if (last.Value.Kind == SecurityKind.Truce)
            return [Security.Ceasefire];

        var breaks = last.Value.Breaks;
        Security[] fresh =
            breaks.Must || last.Value.Kind == SecurityKind.Allegation ? [Security.CeasefireBroken]
            : breaks.May ? [Security.Clashes, Security.CeasefireBroken]
            : [Security.Clashes];
        var oldest = AgeOf(notBefore, moment.PossibleDay, moment);
        var newest = AgeOf(last.To, moment.CertainDay, moment);
        return (oldest > Fresh, newest > Fresh) switch
        {
            (true, true) => [Security.PastClashes],
            (true, false) => [Security.PastClashes, .. fresh],
            _ => fresh,
        };
    }

    private static int AgeOf(DateTimeOffset at, DateOnly day, Moment moment) =>
        day.DayNumber - at.DayAt(moment.Offset).DayNumber;

    internal static bool ComesBefore(Writer<SecurityAct> one, Writer<SecurityAct> other) =>
        one.Value.Kind == SecurityKind.Truce
            ? Names(other, one)
            : one.Value.LastDay is { } last
                && other.Value.Kind == SecurityKind.Truce
                && other.From >= last
                && !Names(one, other);

    private static bool Names(Writer<SecurityAct> clash, Writer<SecurityAct> truce) =>
        clash.Value.IsBreach
        && truce.Value.Truce is { } agreed
        && clash.Value.Breaks.Follows.Any(each => ReferenceEquals(each, agreed));

    // A source that says itself that a truce was broken, or a claim that is confirmed, has it broken. Where it only has
    // someone say so, most often one side of the other, that may be true or not, disputed or not: two readings.
    internal static bool IsSaidBySomeone(BreachAlleged breach) =>
        breach.Claim?.Status != ClaimStatus.Confirmed
        && (breach.By is { Count: > 0 } || breach.Claim?.AttributedTo is not null);

    private static string RuleOf(Security state, SecurityKind by, bool isAlleged) =>
        state switch
        {
            Security.CeasefireBroken when by == SecurityKind.Allegation =>
                "A source says that the ceasefire in effect was broken.",
            Security.PastClashes when by == SecurityKind.Allegation =>
                "That the ceasefire was broken was said over a year ago, and no later clash is on record.",
            Security.Ceasefire when isAlleged =>
                "A ceasefire was agreed, and no later clash is on record; that it was broken is alleged, "
                    + "and no source confirms it.",
            Security.Ceasefire => "A ceasefire was agreed, and no later clash is on record.",
            Security.CeasefireBroken => "A clash broke the ceasefire that it names.",
            Security.PastClashes => "The last clash on record is over a year old.",
            _ => "A clash was reported, and no later ceasefire holds.",
        };
}
