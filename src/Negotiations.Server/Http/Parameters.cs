using Microsoft.OpenApi;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Http;

/// <summary>The parameters that several routes share.</summary>
internal static class Parameters
{
    public static readonly QueryParameter Limit = new(
        "limit",
        $"Items a page, 1 to {Query.MaxLimit}; {Query.DefaultLimit} when absent.",
        "50",
        IsNumber: true
    );

    public static readonly IReadOnlyList<QueryParameter> Paging =
    [
        Limit,
        new("cursor", "The 'next' of the page before.", "WyJrZy10ai1ib3JkZXIiXQ"),
    ];

    public static readonly IReadOnlyList<QueryParameter> Clocks =
    [
        new("asOf", "The occurred clock: how things stood at the end of this day, month or year (UTC).", "2022-09-30"),
        new(
            "knownBy",
            "Only what was known by this instant (RFC 3339) or by the end of this date counts. Recorded times are "
                + "minutes to everyone but auditors and admins, and an instant of that clock means its minute then, "
                + "to the end.",
            "2024-12-31"
        ),
        new(
            "basis",
            "Whose knowledge knownBy means: what was recorded here, or what some source had published.",
            "published",
            Names<Basis>()
        ),
        new(
            "without",
            "An eventId or a publisher taken as never heard; may be repeated.",
            "Security Council Report",
            Repeats: true
        ),
    ];

    public static readonly QueryParameter Version = new(
        "version",
        "Only the first so many events count.",
        "5",
        IsNumber: true
    );

    public static readonly IReadOnlyList<QueryParameter> Filters =
    [
        new("phase", "The possible phase.", "drafting", Names<Phase>()),
        new("health", "The health of the talks.", "active", Names<Health>()),
        new("security", "The security situation.", "clashes", Names<Views.Security>()),
        new("kind", "What kind of negotiation.", "negotiation", Names<NegotiationKind>()),
        new("subject", "What it is about.", "boundary", Names<Subject>()),
        new("party", "An actor that any fact of it names, by any code or name.", "KGZ"),
        new(
            "externalId",
            "An identifier that one of its events has in another collection: its scheme, a colon, the identifier.",
            "pax:549"
        ),
        new(
            "q",
            "Words that begin a word of any text of its events and their sources, of its id, or of a name of its "
                + "actors, in any spelling: Жапаров finds Japarov, WPS women, peace and security. The best fit comes "
                + "first; where nothing has all of them, near says what has some.",
            "border"
        ),
        new(
            "changedSince",
            "Only those with an event recorded, or a view that time alone turned, after this instant or since this "
                + "date began anywhere on Earth (UTC+14). To whom recorded times are minutes, from the beginning of "
                + "the minute.",
            "2024-12-31T00:00:00Z"
        ),
        new(
            "sort",
            "The order; a minus sign before it turns it round.",
            "-recordedAt",
            [.. ListSort.Names.SelectMany(name => new[] { name, "-" + name })]
        ),
        new(
            "facets",
            "true: the first page also counts what the filter finds, by phase, health, security, kind, "
                + "subject and party.",
            "true",
            IsFlag: true
        ),
    ];

    public static readonly IReadOnlyList<QueryParameter> History =
    [
        new("clock", "In the order of which clock.", "occurred", Names<HistoryClock>()),
        new(
            "corrections",
            "Folded into what they correct (retracted events left out), or shown beside it.",
            "shown",
            Names<CorrectionsMode>()
        ),
        new(
            "type",
            "Only events of this type; may be repeated.",
            "round-held",
            [.. EventJson.TypesByName.Keys.Order(StringComparer.Ordinal)],
            Repeats: true
        ),
        new("from", "Only what may lie on or after the first day of this date, on the clock of the order.", "2022-09"),
        new("to", "Only what may lie on or before the last day of this date.", "2024-12-04"),
    ];

    public static readonly IReadOnlyList<QueryParameter> FeedFilters =
    [
        new("negotiation", "Only events of this negotiation; may be repeated.", "kg-tj-border", Repeats: true),
        new(
            "party",
            "Only events of negotiations in which this actor is named, and of its entry in the registry; by any code "
                + "or name. An event by which a negotiation comes in or leaves passes whatever its type, and says so "
                + "in 'filter'.",
            "KGZ"
        ),
        new(
            "type",
            "Only events of this type and what acts on them (corrections, retractions, sources); may be " + "repeated.",
            "round-held",
            Store.Feed.FeedFilter.KnownTypes,
            Repeats: true
        ),
        new("phaseChange", "true: only events that moved the phase when they were recorded.", "true", IsFlag: true),
    ];

    public static readonly IReadOnlyList<QueryParameter> Feed =
    [
        new(
            "cursor",
            "The 'cursor' of the page before, or the last id of a stream; 0 for all. It names the event it is behind "
                + "by its leaf in the log: 410 where that event is not in this record.",
            "0"
        ),
        new("after", "In place of 'cursor', the last sequence already seen; 0 for all.", "0"),
        .. FeedFilters,
    ];

    public static readonly QueryParameter LastEventId = new(
        "Last-Event-ID",
        "On a stream, the last id received: it goes on behind it, and 'cursor' and 'after' do not count.",
        "0",
        In: ParameterLocation.Header
    );

    /// <summary>Of which negotiations and parties something is shown.</summary>
    public static readonly IReadOnlyList<QueryParameter> Of =
    [
        new("negotiation", "Only of this negotiation; may be repeated.", "kg-tj-border", Repeats: true),
        new(
            "party",
            "Only of negotiations that name this actor, by any code or name; of tolls, only of this side.",
            "KGZ"
        ),
    ];

    public static readonly IReadOnlyList<QueryParameter> Tolls =
    [
        new("by", "How losses are taken apart.", "month", Names<TollsBy>()),
        new("from", "Only what may lie on or after the first day of this date.", "2021"),
        new("to", "Only what may lie on or before the last day of this date.", "2022"),
    ];

    public static readonly QueryParameter Bom = new(
        "bom",
        "true: the file begins with the byte order mark of UTF-8, without which some spreadsheets garble Cyrillic.",
        "true",
        IsFlag: true
    );

    public static readonly QueryParameter DryRun = new(
        "dryRun",
        "true: nothing is recorded, and the answer shows what would be.",
        "false",
        IsFlag: true
    );

    public static readonly IReadOnlyList<QueryParameter> Appending =
    [
        DryRun,
        new(
            "If-Match",
            "The version last seen, as in ETag: refused with 412 when someone recorded since.",
            "\"5\"",
            In: ParameterLocation.Header
        ),
        IdempotencyKey,
        Prefer,
    ];

    public static QueryParameter Prefer =>
        new(
            "Prefer",
            "`receipt`: the answer bears `logReceipt`, the log's signed promise to have the events within a minute.",
            "receipt",
            In: ParameterLocation.Header
        );

    public static QueryParameter IdempotencyKey =>
        new(
            "Idempotency-Key",
            "Chosen by the client: the same request with the same key is carried out once and answered alike.",
            "7f5c0d1e-6f0b-4f7e-9d2a-3a1c0c9a2b11",
            In: ParameterLocation.Header
        );

    public static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => WireName.All(typeof(T));
}
