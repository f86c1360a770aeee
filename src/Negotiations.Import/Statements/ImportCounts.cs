using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Import.Statements;

/// <summary>What a release came to in one negotiation.</summary>
public sealed class ImportCounts
{
    private readonly Dictionary<Guid, Statement> rows = [];
    private readonly HashSet<Guid> numbers = [];
    private readonly HashSet<Guid> rekeyed = [];

    /// <summary>What an interrupted run of the same import has recorded already.</summary>
    internal static ImportCounts OfInterrupted(Negotiation negotiation, Guid import)
    {
        var tally = new ImportCounts();
        foreach (var recorded in negotiation.Events.Where(each => each.Import == import))
        {
            tally.Opened |= recorded.Event is NegotiationOpened;
            tally.Recorded += recorded.Event is Fact { MovedFrom: null } and not NegotiationOpened ? 1 : 0;
            tally.Moved += recorded.Event is Fact { MovedFrom: not null } ? 1 : 0;
            tally.Corrected += recorded.Event is EventCorrected ? 1 : 0;
            tally.Retracted += recorded.Event is EventRetracted { MovedTo: null } ? 1 : 0;
            tally.Contested += recorded.Event is SourceAttached ? 1 : 0;
        }

        return tally;
    }

    /// <summary>The negotiation was opened by it.</summary>
    public bool Opened { get; set; }

    /// <summary>
    /// Facts that were not recorded before; those an interrupted run of the same import recorded are counted too.
    /// </summary>
    public int Recorded { get; private set; }

    public int Corrected { get; private set; }

    /// <summary>Openings that got another number of the publisher's, and nothing else.</summary>
    public int Renumbered { get; private set; }

    /// <summary>Facts that lay in another negotiation before: gone there and here in one commit.</summary>
    public int Moved { get; private set; }

    public int Retracted { get; private set; }

    /// <summary>Facts that the release has under another key of their row.</summary>
    public int Rekeyed { get; private set; }

    /// <summary>Facts of which the dataset and a monitor say different things by now: both stay.</summary>
    public int Contested { get; private set; }

    /// <summary>Facts that the release would not have: its silence says nothing of them.</summary>
    public int NotCovered { get; set; }

    /// <summary>Retractions taken back, because the row is there again.</summary>
    public int Restored { get; private set; }

    /// <summary>Facts that an earlier release stated in the same words.</summary>
    public int Unchanged { get; set; }

    /// <summary>Facts that seem to be gone and are not retracted, because a row in quarantine may be theirs.</summary>
    public int Withheld { get; set; }

    /// <summary>Facts not compared, because their text was erased.</summary>
    public int Erased { get; set; }

    /// <summary>What it changes, value by value.</summary>
    public IReadOnlyList<ReleaseChange> Changes { get; set; } = [];

    /// <summary>What was not recorded, with the statement (null for an act on an earlier one) and the reason.</summary>
    public List<(Statement? Statement, string Type, string Detail)> Refusals { get; } = [];

    internal Event Count(Statement statement, Fact fact)
    {
        rows[fact.EventId!.Value] = statement;
        if (fact.MovedFrom is null)
            Recorded++;
        else
            Moved++;

        return fact;
    }

    internal EventCorrected Count(EventCorrected correction, bool isNumber)
    {
        if (isNumber)
        {
            Renumbered++;
            numbers.Add(correction.EventId!.Value);
        }
        else
            Corrected++;

        return correction;
    }

    internal EventCorrected CountKey(EventCorrected correction)
    {
        Rekeyed++;
        rekeyed.Add(correction.EventId!.Value);
        return correction;
    }

    internal SourceAttached Count(SourceAttached attached)
    {
        Contested++;
        return attached;
    }

    internal EventRetracted Count(EventRetracted retraction)
    {
        Retracted++;
        return retraction;
    }

    internal EventRetracted Restore(EventRetracted retraction)
    {
        Restored++;
        return retraction;
    }

    internal void Refuse(Statement? statement, string type, string detail) => Refusals.Add((statement, type, detail));

    internal void Refuse(Event @event, Refusal refusal)
    {
        switch (@event)
        {
            case EventCorrected when numbers.Contains(@event.EventId!.Value):
                Renumbered--;
                break;
            case EventCorrected when rekeyed.Contains(@event.EventId!.Value):
                Rekeyed--;
                break;
            case EventCorrected:
                Corrected--;
                break;
            case EventRetracted { MovedTo: not null }:
                break;
            case EventRetracted:
                Retracted--;
                break;
            case SourceAttached:
                Contested--;
                break;
            case Fact { MovedFrom: not null }:
                Moved--;
                break;
            default:
                Recorded--;
                break;
        }

        Refuse(rows.GetValueOrDefault(@event.EventId!.Value), refusal.Type, refusal.Detail);
    }
}
