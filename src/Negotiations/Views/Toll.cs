using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One report of losses, read once.</summary>
internal sealed class Toll
{
    private readonly EffectiveEvent by;
    private readonly Edtf? published;
    private readonly Figure? killed;
    private readonly Figure? injured;
    private readonly Figure? displaced;
    private readonly Figure? evacuated;
    private string? series;

    public Toll(EffectiveEvent by, TollReported fact)
    {
        this.by = by;
        Fact = fact;
        published = FirstPublished(by);

        Counter = fact.Claim?.AttributedTo ?? by.Voice;

        // An undated count stood on some day since the clash; how long after it nothing says.
        Day = (fact.AsOf ?? published) is { } day ? DaySpan.Of(day) : new DaySpan(by.Occurred.Earliest, null);
        killed = fact.Killed?.ToFigure(Units.People);
        injured = fact.Injured?.ToFigure(Units.People);
        displaced = fact.Displaced?.ToFigure(Units.People);
        evacuated = fact.Evacuated?.ToFigure(Units.People);
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

    /// <summary>By place in <see cref="Loss.All"/>; null where the report gives no such figure.</summary>
    public Figure? Of(int loss)
    {
        var figure = loss switch
        {
            0 => killed,
            1 => injured,
            2 or 4 => displaced,
            _ => evacuated,
        };
        return figure?.Unit == Loss.All[loss].Unit ? figure : null;
    }

    // Most often some figure of it bounds one of the view, and then it is what the report says.
    public TollView ToView()
    {
        if (!Bounds)
            return Make();

        if (by.Item is TollView made)
            return made;

        var view = Make();
        by.Item = view;
        return view;
    }

    private TollView Make() =>
        new(
            by.Id,
            Fact.ClashId,
            Fact.Side,
            by.Voice,
            Fact.Of,
            by.Occurred,
            Fact.AsOf,
            published,
            QuantityView.With(Fact.Killed, killed),
            QuantityView.With(Fact.Injured, injured),
            QuantityView.With(Fact.Displaced, displaced),
            QuantityView.With(Fact.Evacuated, evacuated),
            Bounds,
            Fact.Claim,
            Fact.Repeats
        );

    private static Edtf? FirstPublished(EffectiveEvent by)
    {
        Edtf? first = null;
        foreach (var source in by.ConfirmingSources)
            if (
                source.Published is { } date
                && (first is null || (date.Latest ?? DateOnly.MaxValue) < (first.Latest ?? DateOnly.MaxValue))
            )
                first = date;

        return first;
    }
}
