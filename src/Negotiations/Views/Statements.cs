using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What sources state of one length or share: the latest statement supersedes those that are certainly earlier.
/// </summary>
internal sealed class Statements(string unit)
{
    private readonly List<Statement> all = [];
    private readonly List<SetAside> unread = [];

    public bool IsEmpty => all.Count == 0;

    public IReadOnlyList<Statement> All => all;

    /// <param name="quantity">As stated.</param>
    /// <param name="by">Who states it.</param>
    /// <param name="isFirm">It is there in every reading: only then does it supersede others.</param>
    public void Add(Quantity? quantity, EffectiveEvent by, bool isFirm = true)
    {
        if (quantity?.ToFigure(unit) is not { } stated)
            return;

        if (stated.In(unit) is { } figure)
            all.Add(new Statement(figure, by, isFirm));
        else
            unread.Add(new SetAside(SetAsideRule.UnknownUnit, Derivation.Stated(stated, by.Voice, by.Id), []));
    }

    /// <summary>The statements than which none is certainly later.</summary>
    public IReadOnlyList<Statement> Standing()
    {
        if (all.Count < 2)
            return all;

        var last = all.Where(each => each.IsFirm).Max(each => each.Day.From);
        return [.. all.Where(each => !(each.Day.To < last))];
    }

    /// <summary>What stands, together; null when there is none.</summary>
    public Derivation? Together()
    {
        if (all.Count == 0)
            return null;

        var standing = Standing();
        var newest = standing.MaxBy(each => each.Day.From)!;
        List<SetAside> earlier =
        [
            .. all.Except(standing)
                .Select(each => new SetAside(SetAsideRule.LaterStated, each.ToLeaf(), [newest.By.Id])),
            .. unread,
        ];
        return earlier.Count == 0 || standing.Count > 1
            ? Derivation.Union([.. standing.Select(each => each.ToLeaf())], null, earlier)
            : new Derivation(
                DerivationKind.Latest,
                standing[0].Figure,
                null,
                null,
                [standing[0].ToLeaf()],
                [],
                earlier
            );
    }
}

/// <param name="Figure">In the unit of the field.</param>
/// <param name="By">Who states it, and when.</param>
/// <param name="IsFirm">It is there in every reading.</param>
internal sealed record Statement(Figure Figure, EffectiveEvent By, bool IsFirm = true)
{
    public DaySpan Day { get; } = DaySpan.Of(By.Occurred);

    public Edtf AsOf => By.Occurred;

    public Derivation ToLeaf() => Derivation.Stated(Figure, By.Voice, By.Id);
}
