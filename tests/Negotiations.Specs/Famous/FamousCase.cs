using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// A negotiation that everybody knows, coded from what is commonly known of it: no source is quoted, and each question
/// is answered as a treaty lawyer would.
/// </summary>
internal static class FamousCase
{
    /// <summary>Everything recorded late, so that what was done counts as done.</summary>
    public static Scenario Of(NegotiationOpened opened, params Event[] events) =>
        Scenario
            .Given(opened.Named("opening"))
            .AndOn("2026-06-01", [.. events.Select((each, i) => each.Named($"act {i}"))]);

    public static NegotiationOpened Opened(string title, Subject subject, string on, params string[] parties) =>
        new NegotiationOpened
        {
            Title = title,
            Kind = NegotiationKind.Negotiation,
            Subject = subject,
        }
            .On(on)
            .With([.. parties.Select(code => code.As(ActorRole.Party))]);

    public static InstrumentView Instrument(this Status status, string id) =>
        status.Instruments.Single(each => each.Id == id);

    /// <summary>The codes of the sentence, with their days.</summary>
    public static IEnumerable<string> Says(this Status status) =>
        status.Headline.Clauses.Select(each => $"{each.Code} {each.On}");

    public static IEnumerable<string> Members(this InstrumentView instrument) =>
        instrument.Parties.Where(each => each.Until is null).Select(each => each.Party);

    public static Status At(this Scenario story, string instant, string day) =>
        story.Under(Clocks.On(DateOnly.Parse(day, null)) with { At = DateTimeOffset.Parse(instant, null) });
}
