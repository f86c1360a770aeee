using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The acts by which parties bind themselves on the international plane (VCLT art. 16): a deposit, an exchange, a
/// notification. What a party did at home before one of them was an approval of it.
/// </summary>
/// <param name="place">Instants of a date that is no event's own.</param>
internal sealed class BindingActs(Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place)
{
    // No code has this form: an exchange that names no party is the act of all.
    private const string OfAll = "*";

    private readonly Dictionary<string, List<PlacedEvent>> acts = new(StringComparer.Ordinal);

    // By party, the last instant at which it can have done one: certainly, and in some reading.
    private readonly Dictionary<string, (DateTimeOffset? Certain, DateTimeOffset? Any)> last = new(
        StringComparer.Ordinal
    );

    // By party that left, from when on: what it does afterwards makes nothing of what bound it before.
    private readonly Dictionary<string, List<Leaving>> leavings = new(StringComparer.Ordinal);

    public void Take(PlacedEvent placed)
    {
        if (placed.IsDenied)
            return;

        switch (placed.Event.Fact)
        {
            case ConsentExpressed
            {
                Mode: ConsentMode.Deposit or ConsentMode.ExchangeOfInstruments or ConsentMode.Notification
            } act:
                Bind(act.Party ?? "", placed);
                if (act is { Party: null, Mode: ConsentMode.ExchangeOfInstruments })
                    Bind(OfAll, placed);
                break;
            case InstrumentEnded { Mode: not (EndMode.Suspended or EndMode.ProvisionalApplicationEnded) } ended:
                var (from, to) = ended.Effective is { } effective ? place(effective) : (placed.From, placed.To);
                Of(leavings, ended.Party ?? OfAll).Add(new Leaving(from, to, placed.Optional));
                break;
            default:
                break;
        }
    }

    /// <summary>Whether one of this party follows its consent, and binds it in its place.</summary>
    /// <returns>Null: only where an act that is disputed was done, or an end that is open was not.</returns>
    public bool? Follow(PlacedEvent consent, string? party)
    {
        if (leavings.Count > 0 && (leavings.ContainsKey(party ?? "") || leavings.ContainsKey(OfAll)))
            return FollowBetweenEnds(consent, party ?? "");

        var own = last.GetValueOrDefault(party ?? "");
        var all = last.GetValueOrDefault(OfAll);
        return consent.From <= Later(own.Certain, all.Certain) ? true
            : consent.From <= Later(own.Any, all.Any) ? null
            : false;
    }

    private bool? FollowBetweenEnds(PlacedEvent consent, string party)
    {
        List<Leaving> ends = [.. Found(leavings, party), .. Found(leavings, OfAll)];
        var may = false;
        foreach (var act in Found(acts, party).Concat(Found(acts, OfAll)))
        {
            if (consent.From > act.To || ends.Exists(each => each.IsBetween(consent, act)))
                continue;

            if (!act.Optional && !ends.Exists(each => each.MayBeBetween(consent, act)))
                return true;

            may = true;
        }

        return may ? null : false;
    }

    private void Bind(string party, PlacedEvent placed)
    {
        Of(acts, party).Add(placed);
        var known = last.GetValueOrDefault(party);
        last[party] = (placed.Optional ? known.Certain : Later(known.Certain, placed.To), Later(known.Any, placed.To));
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        !(one > other) && other is not null ? other : one;

    private static List<T> Of<T>(Dictionary<string, List<T>> by, string party)
    {
        if (!by.TryGetValue(party, out var found))
            by.Add(party, found = []);

        return found;
    }

    private static List<T> Found<T>(Dictionary<string, List<T>> by, string party) => by.GetValueOrDefault(party) ?? [];

    private readonly record struct Leaving(DateTimeOffset From, DateTimeOffset To, bool IsOptional)
    {
        public bool IsBetween(PlacedEvent consent, PlacedEvent act) =>
            !IsOptional && consent.To < From && To <= act.From;

        public bool MayBeBetween(PlacedEvent consent, PlacedEvent act) => consent.From <= To && From <= act.To;
    }
}
