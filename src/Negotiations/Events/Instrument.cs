namespace Negotiations.Events;

/// <summary>What facts about instruments have in common.</summary>
public static class Instrument
{
    /// <summary>The instrument a fact is about; null when it names none or is about something else.</summary>
    public static string? IdOf(Event @event) => @event switch
    {
        DraftingInstructed e => e.InstrumentId,
        FinalDocumentsDrafted e => e.InstrumentId,
        TextAuthenticated e => e.InstrumentId,
        InstrumentSigned e => e.InstrumentId,
        ConsentExpressed e => e.InstrumentId,
        EnteredIntoForce e => e.InstrumentId,
        InstrumentRegistered e => e.InstrumentId,
        InstrumentEnded e => e.InstrumentId,
        _ => null,
    };
}
