using System.Globalization;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;

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
/// <remarks>Statements have their ids.</remarks>
public sealed record ApplyRelease(
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

    private readonly Guid openingId = StatementId.Of(Release.Dataset, Destination.Id, "", OpeningPart);
    private readonly ReleaseActs acts = new(Release, Destination.Id, Import);
    private Dictionary<Guid, byte[]>? written;

    private static readonly IReadOnlyDictionary<Guid, EventPlace> NoneMoved = new Dictionary<Guid, EventPlace>();

    /// <summary>Of which facts its silence says something.</summary>
    public Coverage Coverage { get; init; } = Coverage.Whole;

    /// <summary>Facts that lie here and that the release files elsewhere, by id, with where they are now.</summary>
    public IReadOnlyDictionary<Guid, EventPlace> MovedAway { get; init; } = NoneMoved;

    /// <summary>Facts that stay here, because they were not taken where the release files them.</summary>
    public IReadOnlySet<Guid> Withheld { get; init; } = System.Collections.Immutable.ImmutableHashSet<Guid>.Empty;

    /// <summary>Earlier imports that count no more: what they opened is attested by this release.</summary>
    public IReadOnlySet<Guid> UndoneImports { get; init; } = System.Collections.Immutable.ImmutableHashSet<Guid>.Empty;

    /// <summary>What second rows of one key state, by the fact of the first.</summary>
    public ILookup<Guid, Fact> Twins { get; init; } =
        Array.Empty<Statement>().ToLookup(each => each.Id, each => each.Fact);

    /// <summary>A key that means another thing now is taken for a correction: a person said so.</summary>
    public bool TakesReusedKeys { get; init; }

    /// <summary>What is there of other negotiations in which rows say that this one went on, or the other way
    /// round.</summary>
    public Elsewhere Elsewhere { get; init; } = Elsewhere.Nothing;

    /// <summary>What is written already of the event that a statement becomes; null: nothing.</summary>
    public byte[]? DataOf(Guid id) => (written ??= Written()).GetValueOrDefault(id);

    /// <summary>
    /// Every id the release may append here, acts not counted: those of the statements in their order, then that of
    /// the opening.
    /// </summary>
    public IEnumerable<Guid> Ids() => Statements.Select(each => each.Id).Append(openingId);

    /// <returns>The decision, and what it comes to.</returns>
    public static (Decision Decision, ImportCounts Tally) Decide(
        ApplyRelease request,
        Negotiation negotiation,
        DateOnly today
    )
    {
        var tally = ImportCounts.OfInterrupted(negotiation, request.Import);
        var opened = negotiation;
        NegotiationOpened? opening = null;
        if (negotiation.IsUnopened)
        {
            if (request.Statements.Count == 0)
                return (new Decision.Accepted([]), tally);

            opening = StatedOpening.New(request, request.openingId);
            if (
                OpenNegotiation.Decide(new OpenNegotiation(request.Destination.Id, opening), negotiation, today)
                is Decision.Refused refused
            )
                return (refused, tally);

            // As it will be: the events that follow are decided on it.
            opened = Negotiation.Of(negotiation.Id, [new RecordedEvent(request.openingId, 1, 0, default, "", opening)]);
            tally.Opened = true;
        }

        var said = new PreviousRelease(opened, request.EarlierImports, request.Import);
        var events = request.Events(opened, said, opens: opening is not null, tally);
        while (true)
        {
            var decision =
                events.Count == 0
                    ? new Decision.Accepted([])
                    : AppendEvents.Decide(
                        new AppendEvents(events, IsArray: true) { Elsewhere = request.Named(events) },
                        opened,
                        today
                    );
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

            if (decision is Decision.Accepted accepted && opening is not null)
                decision = new Decision.Accepted([new(opening, null), .. accepted.Entries]);

            // Of a first release everything is new: its count says so.
            if (request.EarlierImports.Count > 0)
                tally.Changes = [.. ReleaseChange.Of(request, events, said)];

            return (decision, tally);
        }
    }

    // Both ends of a move are recorded in one commit: each is decided as if the other were there.
    private Elsewhere Named(IEnumerable<Event> events) =>
        Elsewhere with
        {
            Events = events
                .Select(each => each is EventRetracted retracted ? retracted.MovedTo : each.MovedFrom)
                .OfType<EventPlace>()
                .GroupBy(place => place.EventId)
                .ToDictionary(places => places.Key, places => places.First().Negotiation),
        };

    private Dictionary<Guid, byte[]> Written()
    {
        Dictionary<Guid, byte[]> data = new(Statements.Count);
        foreach (var statement in Statements)
            if (statement is { Data: { } bytes, MovedFrom: null })
                data.TryAdd(statement.Id, bytes);

        return data;
    }

    private List<Event> Events(Negotiation negotiation, PreviousRelease said, bool opens, ImportCounts tally)
    {
        var stated = new HashSet<Guid>(Statements.Count);
        List<Event> events = new(Statements.Count);

        // A release that has no row here says nothing of the negotiation, and takes nothing back of what it is called.
        if (!opens && Statements.Count > 0 && said.Of(openingId) is NegotiationOpened before)
        {
            Amend(openingId, StatedOpening.Of(this, before), null, said, events, tally);
            if (negotiation.Find(openingId)!.Import is { } opener && UndoneImports.Contains(opener))
                Attest(said, events);
        }

        var reused = TakesReusedKeys ? [] : ReusedKeys(said);
        foreach (var statement in Statements)
        {
            if (reused.TryGetValue(statement.Row, out var why) && stated.Add(statement.Id))
                SetAside(statement, why, tally);
            else if (!stated.Add(statement.Id))
                tally.Refuse(
                    statement,
                    "row-twice",
                    $"The row '{Slug.Clip(statement.Row)}' states this twice; the first counts."
                );
            else if (negotiation.Find(statement.Id) is not null)
                Amend(statement.Id, statement.Fact, statement, said, events, tally);
            else
                events.Add(
                    tally.Count(
                        statement,
                        statement.Fact with
                        {
                            EventId = statement.Id,
                            MovedFrom = statement.MovedFrom,
                        }
                    )
                );
        }

        foreach (var gone in said.Standing.Where(id => !stated.Contains(id)))
        {
            if (MovedAway.TryGetValue(gone, out var there) && !Withheld.Contains(gone))
                events.Add(acts.Move(gone, there));
            else if (!Coverage.Reaches(gone, Coverage.IsWhole ? null : said.Of(gone)))
                tally.NotCovered++;
            else if (Withheld.Contains(gone))
                tally.Withheld++;
            else if (IsWhole || Coverage.Deleted?.Contains(gone) == true)
                events.Add(tally.Count(acts.Retraction(gone)));
            else
                tally.Withheld++;
        }

        return events;
    }

    // An opening is never taken back: the undone import gave it a day of publication that is not this release's.
    private void Attest(PreviousRelease said, List<Event> events)
    {
        if (said.Free(round => acts.AttestationId(openingId, round)) is { } id)
            events.Add(acts.Attestation(openingId, id));
    }

    // With all that the row states: half of another thing would be worse than none of it.
    private Dictionary<string, string> ReusedKeys(PreviousRelease said)
    {
        Dictionary<string, string> rows = new(StringComparer.Ordinal);
        foreach (var statement in Statements)
            if (
                said.Of(statement.Id) is { } before
                && !Twins.Contains(statement.Id)
                && KeyReuse.Find(before, statement.Fact) is { } why
            )
                rows.TryAdd(statement.Row, why);

        return rows;
    }

    private static void SetAside(Statement statement, string why, ImportCounts tally)
    {
        if (tally.Refusals.All(each => each.Statement?.Row != statement.Row))
            tally.Refuse(statement, KeyReuse.Note, why);
        else
            tally.Withheld++;
    }

    private void Amend(
        Guid id,
        Fact now,
        Statement? statement,
        PreviousRelease said,
        List<Event> events,
        ImportCounts tally
    )
    {
        if (said.IsErased(id))
        {
            tally.Erased++;
            return;
        }

        var before = said.Of(id);
        if (said.RetractionOf(id) is { } withdrawn)
            events.Add(tally.Restore(acts.Restoration(withdrawn)));

        if (statement?.NewKey is { } key && before is not null)
        {
            GiveKey(id, key, before, now, events, tally);
            return;
        }

        // A fact that was moved here says where it came from, and its dataset never does. Of two rows with one key that
        // counts which the record has: their order says nothing.
        var patch =
            before is null || Twins[id].Any(twin => StatedDifference.Between(before, twin) is null)
                ? null
                : StatedDifference.Between(before, now with { MovedFrom = before.MovedFrom });
        if (patch is not { } changed)
        {
            if (statement is not null && !said.IsFromThisImport(id))
                tally.Unchanged++;
        }
        else
            Correct(id, changed, isOpening: statement is null, said, events, tally);
    }

    // The correction has the id of the new key, by which the next release finds the fact.
    private void GiveKey(Guid id, Guid key, Fact before, Fact now, List<Event> events, ImportCounts tally)
    {
        var sources = JsonSerializer.SerializeToElement(now.Sources, EventJson.Options);
        var members = StatedDifference.Between(before, now with { MovedFrom = before.MovedFrom }) is { } patch
            ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(patch)!
            : [];
        members["sources"] = sources;
        events.Add(tally.CountKey(acts.NewKey(id, key, JsonSerializer.SerializeToElement(members))));
    }

    // What a monitor corrected since is not overruled in silence: the dataset's word is attached beside it.
    private void Correct(
        Guid id,
        JsonElement changed,
        bool isOpening,
        PreviousRelease said,
        List<Event> events,
        ImportCounts tally
    )
    {
        var (patch, contested) = said.Divide(id, changed);
        if (patch is { } own)
            events.Add(tally.Count(acts.Correction(id, own), IsNumbersOnly(own) && isOpening));

        if (contested is { } other)
        {
            if (said.Free(round => acts.ContestId(id, other, round)) is { } free)
                events.Add(tally.Count(acts.Contest(id, free, other)));
            else
                tally.Unchanged++;
        }
        else if (patch is null && !isOpening)
            tally.Unchanged++;
    }

    private static bool IsNumbersOnly(JsonElement patch) =>
        patch.EnumerateObject().All(member => member.NameEquals("externalIds"));

    private static int? IndexOf(Refusal refusal) =>
        refusal.At is ['/', ..] at
        && int.TryParse(at[1..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
