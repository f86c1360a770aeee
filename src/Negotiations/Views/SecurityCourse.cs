using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The states that follow each other, step by step in the order of the reference.</summary>
internal sealed class SecurityCourse(Moment moment)
{
    // What decided, the latest last: when a truce is over, what came before it decides again.
    private readonly List<Writer<SecurityAct>> standing = [];
    private readonly HashSet<Writer<SecurityAct>> over = new(ReferenceEqualityComparer.Instance);
    private Security state = Security.NotReported;
    private Edtf? since;
    private DateOnly stood = DateOnly.MinValue;
    private DateOnly resumed = DateOnly.MinValue;

    public void Begin(Writer<SecurityAct> each)
    {
        if (over.Contains(each))
            return;

        var day = each.From.DayAt(moment.Offset);
        var wentPast = state != Security.Ceasefire && !GoesOn() && day.DayNumber - stood.DayNumber > SecurityFold.Fresh;
        if (StateOf(each) is var value && (value != state || wentPast))
            (state, since) = (value, SinceOf(each));

        stood = day;
        standing.Add(each);
    }

    public void End(Writer<SecurityAct> truce)
    {
        over.Add(truce);
        if (standing.Count == 0 || !ReferenceEquals(standing[^1], truce))
            return;

        while (standing.Count > 0 && over.Contains(standing[^1]))
            standing.RemoveAt(standing.Count - 1);

        var until = truce.Value.Truce!.EffectiveUntil!;
        var value = standing.Count == 0 ? Security.NotReported : StateOf(standing[^1]);
        if (value != state)
            (state, since) = (
                value,
                standing.Count == 0 ? null
                : until.IsExact ? until
                : Edtf.Day(until.Latest!.Value.PlusDays(1))
            );

        stood = standing.Count == 0 ? DateOnly.MinValue : standing[^1].From.DayAt(moment.Offset);
        resumed = until.Latest!.Value.PlusDays(1);
    }

    public (Security State, Edtf? Since, Writer<SecurityAct>? By) Now()
    {
        var by = standing.Count == 0 ? null : standing[^1];
        var past = stood.PlusDays(SecurityFold.Fresh + 1);
        return state is Security.Clashes or Security.CeasefireBroken && !GoesOn() && moment.PossibleDay >= past
            ? (Security.PastClashes, Edtf.Day(past > resumed ? past : resumed), by)
            : (state, since, by);
    }

    // Fighting with an open end is taken to go on until a truce takes effect, whatever is over in the meantime.
    private bool GoesOn()
    {
        for (var i = standing.Count - 1; i >= 0; i--)
            if (standing[i].Value.IsOpen)
                return true;
            else if (standing[i].Value.Kind == SecurityKind.Truce && !over.Contains(standing[i]))
                return false;

        return false;
    }

    // What lasts on after a truce was agreed broke it then, and not before there was one.
    private Edtf SinceOf(Writer<SecurityAct> each) =>
        each.Value is { IsBreach: true, Ceasefire: { } id }
        && standing.FindLast(other => other.Value is { Kind: SecurityKind.Truce } truce && truce.Ceasefire == id)
            is { } broken
        && broken.From.DayAt(moment.Offset) > SecurityOrder.SinceOf(each).Earliest
            ? SecurityOrder.SinceOf(broken)
            : SecurityOrder.SinceOf(each);

    private static Security StateOf(Writer<SecurityAct> each) =>
        each.Value switch
        {
            { Kind: SecurityKind.Truce } => Security.Ceasefire,
            { Kind: SecurityKind.Allegation } or { Breaks.InReference: true } => Security.CeasefireBroken,
            _ => Security.Clashes,
        };
}
