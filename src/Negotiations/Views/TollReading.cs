using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What follows from one report of losses alone, made once: folds of one negotiation share it.</summary>
internal sealed class TollReading
{
    // Either of two folds may leave its own: both made the same.
    private Alone? alone;
    private string? series;

    public TollReading(EffectiveEvent by, TollReported fact)
    {
        var first = First(by.ConfirmingSources);
        Published = first?.Published;
        Voice = first?.Voice() ?? by.Voice;
        Counter = fact.Claim?.AttributedTo ?? Voice;

        // An undated count stood on some day since the clash; how long after it nothing says.
        Day = (fact.AsOf ?? Published) is { } day ? DaySpan.Of(day) : new DaySpan(by.Occurred.Earliest, null);
        Killed = fact.Killed?.ToFigure(Units.People);
        Injured = fact.Injured?.ToFigure(Units.People);
        Displaced = fact.Displaced?.ToFigure(Units.People);
        Evacuated = fact.Evacuated?.ToFigure(Units.People);
    }

    /// <summary>When <see cref="Voice"/> said so.</summary>
    public Edtf? Published { get; }

    /// <summary>The name of the source that was published first.</summary>
    public string Voice { get; }

    /// <summary>Who counted: whom the source credits, else the source.</summary>
    public string Counter { get; }

    /// <summary>The counter as it is compared: without case, width, blanks and Unicode form.</summary>
    public string Series => series ??= PublisherKey.Of(Counter);

    /// <summary>On which day the count stood.</summary>
    public DaySpan Day { get; }

    public Figure? Killed { get; }

    public Figure? Injured { get; }

    public Figure? Displaced { get; }

    public Figure? Evacuated { get; }

    /// <summary>By place in <see cref="Loss.All"/>, where no other report is of the incident.</summary>
    /// <param name="tolls">Of the incident: this one.</param>
    /// <param name="sides">Codes of those who fought, as far as is known.</param>
    public IncidentLoss?[] CountAlone(IReadOnlyList<Toll> tolls, IReadOnlyCollection<string> sides)
    {
        if (alone is { } made && made.IsOf(sides))
            return made.Losses;

        var losses = IncidentLoss.Each(tolls, sides);
        alone = new Alone([.. sides], losses);
        return losses;
    }

    private static Source? First(IEnumerable<Source> sources)
    {
        Source? first = null;
        foreach (var source in sources)
            if (source.Published is { } date && (first is null || EndOf(date) < EndOf(first.Published!)))
                first = source;

        return first;

        static DateOnly EndOf(Edtf date) => date.Latest ?? DateOnly.MaxValue;
    }

    private sealed class Alone(string[] known, IncidentLoss?[] losses)
    {
        public IncidentLoss?[] Losses => losses;

        public bool IsOf(IReadOnlyCollection<string> sides) => sides.SequenceEqual(known);
    }
}
