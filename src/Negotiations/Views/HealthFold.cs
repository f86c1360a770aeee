using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// How the talks go: as the last act of the talks left them, quiet after a long silence, not reported without any, and
/// nothing once the negotiation is closed.
/// </summary>
internal static class HealthFold
{
    /// <summary>
    /// Days without an act of the talks after which active talks are quiet, where no cadence is stated.
    /// </summary>
    public const int Quiet = 180;

    /// <param name="placed">All that count, in the order of the reference placing.</param>
    /// <param name="moment">Of the view.</param>
    /// <param name="opened">The opening: its cadence.</param>
    /// <param name="trace">Takes the reason and the days of a turn.</param>
    public static Talks Of(List<PlacedEvent> placed, Moment moment, NegotiationOpened opened, FoldTrace trace)
    {
        var writers = Writers(placed, moment, each => ValueOf(each.Event.Fact, opened.Kind));
        var patience = SeriesFold.PatienceOf(opened.Cadence) ?? Quiet;
        var outcome = LastWriter.Of(writers);
        HashSet<Health?> possible = outcome.MayBeNone ? [Health.NotReported] : [];
        foreach (var (writer, notBefore) in outcome.Last)
        {
            possible.Add(Aged(writer.Value, notBefore, moment.PossibleDay));
            possible.Add(Aged(writer.Value, writer.To, moment.CertainDay));
            if (writer.Value == Health.Active)
            {
                trace.TurnsAfter(notBefore.DayAt(moment.Offset).PlusDays(patience));
                trace.TurnsAfter(writer.To.DayAt(moment.Offset).PlusDays(patience));
            }
        }

        var last = Last(writers);
        Health? reference = last is null ? Health.NotReported : Aged(last.Value, last.From, moment.PossibleDay);
        if (last is not null)
            trace.TurnsAfter(last.From.DayAt(moment.Offset).PlusDays(patience));

        var closings = Writers(placed, moment, ClosingOf);
        var closing = LastWriter.Of(closings);
        if (closing.Last.Count > 0 && closing.Last.Any(each => each.Writer.Value))
        {
            if (!closing.MayBeNone && closing.Last.All(each => each.Writer.Value))
                possible.Clear();

            possible.Add(null);
        }

        reference = Last(closings)?.Value == true ? null : reference;
        possible.Add(reference);
        if (reference is not null && last is not null)
            trace.Decided("health", RuleOf(reference.Value), last.By);

        return new Talks(reference, possible);

        Health Aged(Health value, DateTimeOffset at, DateOnly day) =>
            value == Health.Active && day.DayNumber - at.DayAt(moment.Offset).DayNumber > patience
                ? Health.Quiet
                : value;
    }

    /// <summary>Whether it was closed, in all placings and readings.</summary>
    public static Outcome<bool> Closing(List<PlacedEvent> placed, Moment moment) =>
        LastWriter.Of(Writers(placed, moment, ClosingOf));

    /// <summary>Something the parties did with each other, at the table or on paper.</summary>
    public static bool IsActOfTheTalks(Fact fact) =>
        fact is ProvisionsReported provisions
            ? Ladder.IsAgreed(provisions)
            : fact
                is RoundHeld
                    or MeetingHeld { Kind: not MeetingKind.Briefing }
                    or SectionsAgreed
                    or AgreementReached
                    or DraftingInstructed
                    or FinalDocumentsDrafted
                    or TextAuthenticated
                    or InstrumentSigned
                    or ProposalAnswered { Answer: ProposalAnswer.Accepted or ProposalAnswer.WithConditions }
                    or TalksStatusChanged
                    or NegotiationClosed { Reopened: true };

    internal static List<Writer<T>> Writers<T>(List<PlacedEvent> placed, Moment moment, Func<PlacedEvent, T?> valueOf)
        where T : struct
    {
        List<Writer<T>> writers = [];
        foreach (var each in placed)
            if (valueOf(each) is { } value && moment.MayBe(each))
                writers.Add(new Writer<T>(value, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each)));

        return writers;
    }

    internal static Writer<T>? Last<T>(IReadOnlyList<Writer<T>> inOrder) =>
        inOrder.LastOrDefault(each => !each.By.IsDenied);

    private static bool? ClosingOf(PlacedEvent each) =>
        each.Event.Fact is NegotiationClosed closed ? closed.Reopened != true : null;

    private static Health? ValueOf(Fact fact, NegotiationKind kind) =>
        fact switch
        {
            TalksStatusChanged { Status: TalksStatus.Suspended } => Health.Suspended,
            TalksStatusChanged { Status: TalksStatus.Deadlocked } => Health.Deadlocked,
            TalksStatusChanged { Status: TalksStatus.BrokenOff } => Health.BrokenOff,
            StatementIssued issued when kind == NegotiationKind.CouncilProduct && Ladder.IsProduct(issued) =>
                Health.Active,
            _ => IsActOfTheTalks(fact) ? Health.Active : null,
        };

    private static string RuleOf(Health health) =>
        health switch
        {
            Health.Active => "The parties dealt with each other.",
            Health.Quiet => "No act of the talks is on record since.",
            _ => "The status of the talks changed.",
        };
}

/// <param name="Reference">In the reference placing; null: closed.</param>
/// <param name="Possible">Its values in all placings and readings; null among them: perhaps closed.</param>
internal sealed record Talks(Health? Reference, IReadOnlySet<Health?> Possible);
