using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One report of losses, read once.</summary>
internal sealed class Toll
{
    private readonly EffectiveEvent by;
    private readonly Edtf? published;
    private string? series;

    // By place in Loss.All; null where the report gives no such figure.
    private readonly Figure?[] figures = new Figure?[Loss.All.Count];

    public Toll(EffectiveEvent by, TollReported fact)
    {
        this.by = by;
        Fact = fact;
        foreach (var source in by.ConfirmingSources)
            if (source.Published is { } date && (published is null || (date.Latest ?? DateOnly.MaxValue) < (published.Latest ?? DateOnly.MaxValue)))
                published = date;

        Counter = fact.Claim?.AttributedTo ?? by.Voice;

        // An undated count stood on some day since the clash; how long after it nothing says.
        Day = (fact.AsOf ?? published) is { } day ? DaySpan.Of(day) : new DaySpan(by.Occurred.Earliest, null);
        for (var loss = 0; loss < figures.Length; loss++)
            if (Loss.All[loss] is var kind && kind.Read(fact)?.ToFigure(Units.People) is { } figure && figure.Unit == kind.Unit)
                figures[loss] = figure;
    }

    public Guid Id => by.Id;

    public TollReported Fact { get; }

    /// <summary>Who counted: whom the source credits, else the source.</summary>
    public string Counter { get; }

    /// <summary>The counter as it is compared: without case, width, blanks and Unicode form.</summary>
    public string Series => series ??= PublisherKey.Of(Counter);

    /// <summary>On which day the count stood.</summary>
    public DaySpan Day { get; }

    /// <summary>The days of the clash.</summary>
    public DaySpan Span => DaySpan.Of(by.Occurred);

    public Edtf Occurred => by.Occurred;

    public bool IsCumulative => Fact.Cumulative != false;

    /// <summary>A source that does not say whom it counts counts all.</summary>
    public TollOf Population => Fact.Of ?? TollOf.All;

    /// <summary>Some figure of it bounds a figure of the view.</summary>
    public bool Bounds { get; set; }

    public Figure? Of(int loss) => figures[loss];

    public TollView ToView() => new(
        by.Id, Fact.ClashId, Fact.Side, by.Voice, Fact.Of, by.Occurred, Fact.AsOf, published,
        QuantityView.Of(Fact.Killed, Units.People), QuantityView.Of(Fact.Injured, Units.People),
        QuantityView.Of(Fact.Displaced, Units.People), QuantityView.Of(Fact.Evacuated, Units.People),
        Bounds, Fact.Claim, Fact.Repeats);
}
