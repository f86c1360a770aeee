namespace Negotiations.Events;

/// <summary>What facts about instruments have in common.</summary>
public static class Instrument
{
    /// <summary>The instrument a fact is about; null when it names none or is about something else.</summary>
    public static string? IdOf(Event @event) => (@event as InstrumentFact)?.InstrumentId;
}
