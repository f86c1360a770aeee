using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A clash with its tolls, or tolls of no named clash: then they are of all clashes in their days.</summary>
internal sealed class Incident(string? clashId, Edtf occurred)
{
    private static readonly IncidentLoss?[] None = new IncidentLoss?[Loss.All.Count];

    private IncidentLoss?[] losses = None;
    private bool isUndisputed;
    private bool isDenied;

    public string? ClashId => clashId;

    public string Name => clashId ?? Occurred.Text;

    /// <summary>By its first report; without one, by its first toll.</summary>
    public Edtf Occurred { get; private set; } = occurred;

    /// <summary>There is a report of the clash itself, and not of its losses alone.</summary>
    public bool IsReported { get; private set; }

    public DaySpan Span => DaySpan.Of(Occurred);

    public List<Toll> Tolls { get; } = new(1);

    /// <summary>Codes of those whom reports of the clash call its sides.</summary>
    public SortedSet<string>? Sides { get; private set; }

    /// <summary>The clashes that lie in the days of these tolls, of which they are a headline.</summary>
    public IReadOnlyList<Incident> Over { get; init; } = [];

    /// <summary>When clashes without a name were, that lie in the days of these tolls.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [];

    public IncidentLoss? Of(int loss) => losses[loss];

    /// <summary>A report of the clash itself.</summary>
    public void Report(EffectiveEvent each)
    {
        if (!IsReported)
            (Occurred, IsReported) = (each.Occurred, true);

        isUndisputed |= !each.IsDisputed;
        NameSides(each);
    }

    /// <summary>A report of it is denied, and is no part of this.</summary>
    public void Deny() => isDenied = true;

    // By the reports of it that stand; where none does, by those that are denied.
    private ClaimStatus? Claim =>
        IsReported ? (isUndisputed ? null : ClaimStatus.Disputed)
        : isDenied ? ClaimStatus.Denied
        : null;

    /// <summary>A report of fighting in its days names who fought.</summary>
    public void NameSides(EffectiveEvent each)
    {
        foreach (var actor in each.Fact.Actors ?? [])
            if (actor.Role is ActorRole.SideA or ActorRole.SideB)
                (Sides ??= new(StringComparer.OrdinalIgnoreCase)).Add(actor.Id);
    }

    /// <param name="parties">Of the negotiation: they are the sides where no report of the clash names any.</param>
    public void Count(IReadOnlyCollection<string> parties)
    {
        if (Tolls.Count == 0)
            return;

        var sides = Sides ?? parties;
        losses = Tolls is [{ MayBeAlone: true } only]
            ? only.Reading.CountAlone(Tolls, sides)
            : IncidentLoss.Each(Tolls, sides);
        foreach (var counted in losses)
        {
            if (counted is null)
                continue;

            if (Tolls.Count == 1)
                Tolls[0].Bounds = true;
            else
                foreach (var toll in counted.Bounding)
                    toll.Bounds = true;
        }
    }

    public IncidentView ToView()
    {
        if (Tolls.Count == 0)
            return new IncidentView(clashId, Occurred, null, Claim, [], Losses.None);

        var sides = new Once<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var loss in losses)
            if (loss is not null)
                foreach (var (side, _) in loss.Sides)
                    sides.Add(side);

        return new IncidentView(
            clashId,
            Occurred,
            Over.Count == 0 ? null : [.. Over.Select(each => each.Name)],
            Claim,
            [.. sides.All.Select(OfSide)],
            new Losses(
                losses[0]?.Total?.Figure,
                losses[1]?.Total?.Figure,
                losses[2]?.Total?.Figure,
                losses[3]?.Total?.Figure,
                losses[4]?.Total?.Figure,
                losses[5]?.Total?.Figure
            )
        );
    }

    private SideLosses OfSide(string side) =>
        new(
            side,
            losses[0]?.OfSide(side),
            losses[1]?.OfSide(side),
            losses[2]?.OfSide(side),
            losses[3]?.OfSide(side),
            losses[4]?.OfSide(side),
            losses[5]?.OfSide(side)
        );
}
