using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Search;

namespace Negotiations.Views;

/// <summary>What a negotiation is found by: its title, its actors, its places, and what facts say in words.</summary>
/// <remarks>Read off the facts only when it is asked for: a replay does not pay for it.</remarks>
public sealed class SearchText
{
    // In characters. A record of thousands of events is found by its newest words; its title, actors and places come
    // first.
    private const int Most = 16_000;

    private readonly Lazy<IReadOnlyList<SearchLine>> lines;

    internal SearchText(string id, IReadOnlyList<EffectiveEvent> facts) => lines = new(() => Read(id, facts));

    /// <summary>The weightiest first.</summary>
    public IReadOnlyList<SearchLine> Lines => lines.Value;

    /// <summary>Whether every term begins one of its words.</summary>
    public bool Has(SearchTerms terms) => terms.All.Count > 0 && terms.All.All(Has);

    /// <summary>Whether a term begins one of its words.</summary>
    public bool Has(SearchTerm term) => Lines.Any(line => line.Has(term));

    /// <summary>How well it fits: over the terms, the weight of the best line each is found in.</summary>
    public double Relevance(SearchTerms terms) =>
        terms.All.Sum(term =>
            Lines.Where(line => line.Has(term)).Select(line => line.Weight.Value()).DefaultIfEmpty().Max()
        );

    private static List<SearchLine> Read(string id, IReadOnlyList<EffectiveEvent> facts)
    {
        List<SearchLine> lines = [];
        HashSet<string> seen = new(StringComparer.Ordinal);

        // Nearly every fact names the same few: their names are looked up once.
        HashSet<string> actors = new(StringComparer.Ordinal);
        var length = 0;
        foreach (var each in facts)
            if (each.Fact is NegotiationOpened opened)
                Add(opened.Title, SearchWeight.Title);

        Add(id, SearchWeight.Title);
        foreach (var actor in facts.SelectMany(each => each.Fact.Actors ?? []))
        {
            Add(actor.Id, SearchWeight.Actor);
            if (actors.Add(actor.Id))
                foreach (var name in ActorRegistry.BuiltIn.At(actor.Id)?.NamesInUse() ?? [])
                    Add(name, SearchWeight.Actor);

            Add(actor.Representative, SearchWeight.Actor);
        }

        foreach (var each in facts)
            Add(each.Fact.Place?.Name, SearchWeight.Place);

        for (var i = facts.Count - 1; i >= 0; i--)
        {
            Add(TextOf(facts[i].Fact), SearchWeight.Text);
            Add(facts[i].Fact.Note, SearchWeight.Text);
        }

        return lines;

        void Add(string? text, SearchWeight weight)
        {
            if (string.IsNullOrEmpty(text) || length + text.Length > Most || !seen.Add(text))
                return;

            length += text.Length;
            lines.Add(new SearchLine(weight, text));
        }
    }

    private static string? TextOf(Fact fact) =>
        fact switch
        {
            StatementIssued statement => statement.Summary,
            AssessmentRecorded assessment => assessment.Narrative,
            ReservationMade reservation => Joined(reservation.Title, reservation.Text),
            ProvisionsReported { Provisions: { } provisions } text => Joined(
                text.Title,
                string.Join(' ', provisions.Select(each => each.Title))
            ),
            InstrumentFact instrument => instrument.Title,
            MilestoneReported milestone => milestone.Title,
            MeasureTaken measure => measure.Title,
            ProposalMade proposal => Joined(proposal.Title, proposal.Summary),
            ProposalAnswered answered => answered.Conditions,
            RulingIssued ruling => Joined(ruling.Body, ruling.Matter),
            BreachAlleged breach => breach.Provision,
            ParticipationChanged change => change.Representative,
            MeetingScheduled meeting => meeting.Agenda,
            MeetingChanged meeting => meeting.Reason,
            TalksStatusChanged talks => talks.BlockingIssue,
            CommitmentReported commitment => commitment.Purpose,
            _ => null,
        };

    private static string? Joined(string? one, string? other) =>
        one is null ? other
        : other is null ? one
        : $"{one} {other}";
}
