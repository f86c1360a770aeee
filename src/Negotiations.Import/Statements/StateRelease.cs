using System.Globalization;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>
/// All that one release states of one negotiation. Rows it has and the record has not become new events; rows that
/// say something else than the release before correct what that stated; rows that are gone retract it. What others
/// corrected stays corrected: only what the dataset itself changed is patched.
/// </summary>
/// <param name="Release">Which.</param>
/// <param name="Destination">The negotiation; opened if no one has.</param>
/// <param name="Statements">All of its rows; none when the release no longer mentions it.</param>
/// <param name="Import">This import.</param>
/// <param name="EarlierImports">The earlier ones of the same dataset.</param>
/// <param name="IsWhole">False when a row that could not be taken may belong here: then nothing is said to be
/// gone.</param>
public sealed record StateRelease(
    Release Release,
    Destination Destination,
    IReadOnlyList<Statement> Statements,
    Guid Import,
    IReadOnlySet<Guid> EarlierImports,
    bool IsWhole = true
)
{
    // More than this is no stray row: the import as a whole is wrong.
    private const int MostRefusals = 100;

    private const string OpeningPart = "opening";

    // Asked for when it is decided, sealed and recorded.
    private readonly Lazy<Guid[]> ids = new(() =>
        [.. Statements.Select(each => IdOf(Release.Dataset, Destination.Id, each))]
    );
    private Dictionary<Guid, byte[]>? written;
    private readonly Guid openingId = StatementId.Of(Release.Dataset, Destination.Id, "", OpeningPart);

    /// <summary>The id of an event that a dataset states of a negotiation.</summary>
    public static Guid IdOf(string dataset, string negotiation, Statement statement) =>
        StatementId.Of(dataset, negotiation, statement.Row, statement.Part, EventJson.NameOf(statement.Fact));

    /// <summary>What is written already of the event that a statement becomes; null: nothing.</summary>
    public byte[]? DataOf(Guid id) => (written ??= Written()).GetValueOrDefault(id);

    /// <summary>
    /// Every id the release may append here, acts not counted: those of the statements in their order, then that of
    /// the opening.
    /// </summary>
    public IEnumerable<Guid> Ids() => ids.Value.Append(openingId);

    /// <returns>The decision, and what it comes to.</returns>
    public static (Decision Decision, StatedTally Tally) Decide(
        StateRelease request,
        Negotiation negotiation,
        DateOnly today
    )
    {
        var tally = StatedTally.OfInterrupted(negotiation, request.Import);
        var opening = request.Opening();
        var opened = negotiation;
        if (negotiation.IsUnopened)
        {
            if (request.Statements.Count == 0)
                return (new Decision.Accepted([]), tally);

            if (
                OpenNegotiation.Decide(new OpenNegotiation(request.Destination.Id, opening), negotiation, today)
                is Decision.Refused refused
            )
                return (refused, tally);

            // As it will be: the events that follow are decided on it.
            opened = Negotiation.Of(negotiation.Id, [new RecordedEvent(request.openingId, 1, 0, default, "", opening)]);
            tally.Opened = true;
        }

        var opens = negotiation.IsUnopened;

        var events = request.Events(opened, opening, opens, tally);
        while (true)
        {
            var decision =
                events.Count == 0
                    ? new Decision.Accepted([])
                    : AppendEvents.Decide(new AppendEvents(events, IsArray: true), opened, today);
            if (
                decision is Decision.Refused { Refusal: var refusal }
                && IndexOf(refusal) is { } index
                && tally.Refusals.Count < MostRefusals
            )
            {
                tally.Refuse(events[index], refusal);
                events.RemoveAt(index);
                continue;
            }

            if (decision is Decision.Accepted accepted && opens)
                decision = new Decision.Accepted([new(opening, null), .. accepted.Entries]);

            return (decision, tally);
        }
    }

    private Dictionary<Guid, byte[]> Written()
    {
        Dictionary<Guid, byte[]> data = new(Statements.Count);
        foreach (var (id, statement) in ids.Value.Zip(Statements))
            if (statement.Data is { } bytes)
                data.TryAdd(id, bytes);

        return data;
    }

    private List<Event> Events(Negotiation negotiation, NegotiationOpened opening, bool opens, StatedTally tally)
    {
        var stated = new HashSet<Guid>(Statements.Count);
        List<Event> events = new(Statements.Count);
        var said = new SaidBefore(negotiation, EarlierImports, Import);
        if (!opens && negotiation.Find(openingId) is not null)
            Amend(openingId, opening, said, events, tally);

        foreach (var (id, statement) in ids.Value.Zip(Statements))
        {
            if (!stated.Add(id))
                tally.Refuse(
                    statement,
                    "row-twice",
                    $"The row '{Slug.Clip(statement.Row)}' states this twice; the first counts."
                );
            else if (negotiation.Find(id) is not null)
                Amend(id, statement.Fact, said, events, tally);
            else
                events.Add(tally.Count(statement, statement.Fact with { EventId = id }));
        }

        foreach (var gone in said.Standing.Where(id => !stated.Contains(id) && id != openingId))
        {
            if (IsWhole)
                events.Add(tally.Count(Retraction(gone)));
            else
                tally.Withheld++;
        }

        return events;
    }

    private void Amend(Guid id, Fact now, SaidBefore said, List<Event> events, StatedTally tally)
    {
        if (said.IsErased(id))
        {
            tally.Erased++;
            return;
        }

        if (said.RetractionOf(id) is { } withdrawn)
            events.Add(
                tally.Restore(
                    Act(
                        new EventRetracted
                        {
                            Target = withdrawn,
                            Reason = RetractionReason.Withdrawn,
                            Note = $"{Release.Title} has the row again.",
                        },
                        "restored"
                    )
                )
            );

        if (said.Of(id) is { } before && StatedDifference.Between(before, now) is { } patch)
            events.Add(tally.Count(Correction(id, patch)));
        else if (id != openingId && !said.IsFromThisImport(id))
            tally.Unchanged++;
    }

    private EventCorrected Correction(Guid target, JsonElement patch) =>
        Act(
            new EventCorrected
            {
                Target = target,
                Patch = patch,
                Reason =
                    $"{Release.Title} of {Release.Published:yyyy-MM-dd} gives another "
                    + $"{string.Join(", ", patch.EnumerateObject().Select(member => member.Name))}.",
            },
            StatementId.Of(JsonSerializer.Serialize(patch)).ToString()
        );

    private EventRetracted Retraction(Guid target) =>
        Act(
            new EventRetracted
            {
                Target = target,
                Reason = RetractionReason.Withdrawn,
                Note = $"{Release.Title} of {Release.Published:yyyy-MM-dd} no longer has the row.",
            },
            "gone"
        );

    private T Act<T>(T act, string what)
        where T : Act =>
        act with
        {
            EventId = StatementId.Of(Import.ToString(), Destination.Id, act.Target.ToString(), what),
            Sources = [Release.ToSource(null)],
        };

    // No one says when talks began; the first thing the dataset states of them was not before they did.
    private NegotiationOpened Opening()
    {
        var first = Statements.Select(each => each.Fact.Occurred?.Earliest).Where(day => day is not null).Min()
            ?? Release.Published;
        return new NegotiationOpened
        {
            EventId = openingId,
            Occurred = Edtf.Parse($"[..{first.ToString("O", CultureInfo.InvariantCulture)}]"),
            Sources = [Release.ToSource(null)],
            Actors =
                Destination.Actors.Count == 0
                    ? null
                    :
                    [
                        .. Destination
                            .Actors.Order(StringComparer.Ordinal)
                            .Take(200)
                            .Select(code => new Actor { Id = code }),
                    ],
            ExternalIds = Destination.ExternalIds,
            Title = Destination.Title,
            Kind = Destination.Kind,
            Subject = Destination.Subject,
        };
    }

    private static int? IndexOf(Refusal refusal) =>
        refusal.At is ['/', ..] at
        && int.TryParse(at[1..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
