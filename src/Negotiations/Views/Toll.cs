using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One report of losses, read once.</summary>
internal sealed class Toll
{
    private readonly EffectiveEvent by;

    public Toll(EffectiveEvent by, TollReported fact)
    {
        this.by = by;
        Fact = fact;
        Reading = by.TollReading ??= new TollReading(by, fact);
    }

    public TollReading Reading { get; }

    public Guid Id => by.Id;

    public TollReported Fact { get; }

    /// <summary>Who counted: whom the source credits, else the source.</summary>
    public string Counter => Reading.Counter;

    /// <summary>The counter as it is compared: without case, width, blanks and Unicode form.</summary>
    public string Series => Reading.Series;

    /// <summary>On which day the count stood.</summary>
    public DaySpan Day => Reading.Day;

    /// <summary>The days of the clash.</summary>
    public DaySpan Span => DaySpan.Of(by.Occurred);

    public Edtf Occurred => by.Occurred;

    public bool IsCumulative => Fact.Cumulative != false;

    /// <summary>A source that does not say whom it counts counts all.</summary>
    public TollOf Population => Fact.Of ?? TollOf.All;

    /// <summary>It is a count of all and its own: where there is no other, it is the figure.</summary>
    public bool MayBeAlone => Fact.Repeats is null && Population == TollOf.All;

    /// <summary>Some figure of it bounds a figure of the view.</summary>
    public bool Bounds { get; set; }

    /// <summary>By place in <see cref="Loss.All"/>; null where the report gives no such figure.</summary>
    public Figure? Of(int loss)
    {
        var figure = loss switch
        {
            0 => Reading.Killed,
            1 => Reading.Injured,
            2 or 4 => Reading.Displaced,
            _ => Reading.Evacuated,
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
            Reading.Published,
            QuantityView.With(Fact.Killed, Reading.Killed),
            QuantityView.With(Fact.Injured, Reading.Injured),
            QuantityView.With(Fact.Displaced, Reading.Displaced),
            QuantityView.With(Fact.Evacuated, Reading.Evacuated),
            Bounds,
            by.Claim,
            Fact.Repeats
        );
}
