using System.Globalization;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Seeing;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>What a list is filtered by and ordered by.</summary>
public sealed record ListQuery(
    Phase? Phase,
    Health? Health,
    Views.Security? Security,
    NegotiationKind? Kind,
    Subject? Subject,
    AskedParty? Party,
    string? Text,
    DateTimeOffset? ChangedSince,
    ListSort Sort,
    int Limit,
    string[]? After,
    bool Facets,
    ActorRegistry Actors
)
{
    /// <summary>Of the parameters that filter and order a list.</summary>
    public static readonly string[] Names =
    [
        "phase",
        "health",
        "security",
        "kind",
        "subject",
        "party",
        "externalId",
        "q",
        "changedSince",
        "sort",
        "facets",
    ];

    /// <summary>Of those that choose a page of it.</summary>
    public static readonly string[] PagingNames = ["limit", "cursor"];

    private const int MaxText = 200;

    /// <summary>The last sequence of the record when the first page was made: later pages show what was known then.
    /// Null on the first page.</summary>
    public long? Pin { get; init; }

    /// <summary>An identifier that one of its facts has in another collection; null: any.</summary>
    public ExternalId? ExternalId { get; init; }

    /// <summary>The words of <see cref="Text"/>; null when none are looked for.</summary>
    public SearchTerms? Terms { get; private init; } = Text is null ? null : SearchTerms.Of(Text);

    /// <summary>The id that <see cref="Text"/> may be: the negotiation of that id fits best of all.</summary>
    public string? TextAsId => Text?.Trim().ToLowerInvariant();

    /// <summary>For each of <see cref="Terms"/>, the codes of actors that are found by it though no view holds that
    /// name: it was recorded since.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Named { get; private init; } =
        NamedBy(Text is null ? null : SearchTerms.Of(Text), Actors);

    /// <summary>The same question with other words.</summary>
    public ListQuery LookingFor(string text)
    {
        var terms = SearchTerms.Of(text);
        return this with { Text = text, Terms = terms, Named = NamedBy(terms, Actors) };
    }

    private static IReadOnlyList<IReadOnlyList<string>> NamedBy(SearchTerms? terms, ActorRegistry actors) =>
        terms is null ? [] : [.. terms.All.Select(actors.CodesBeginning)];

    /// <summary>The question with the actors of its clocks: as they were called and merged by then.</summary>
    public static async Task<ListQuery> ReadAsync(
        Query query,
        ClocksQuery asked,
        ActorDirectory directory,
        DatabaseClock clock,
        CancellationToken stop
    )
    {
        var party = await query.PartyAsync(directory, asked.ActorsBy, stop);
        var list = Read(query, party, directory.RegistryAt(asked.ActorsBy));
        if (list.ChangedSince > clock.Now)
            query.Refuse(
                "changedSince",
                $"changedSince={Slug.Clip(query.Text("changedSince")!)} is still to come, and nothing has "
                    + $"changed since. It is {InstantConverter.Print(clock.Now)} here.",
                "changed-since-in-future"
            );

        return list;
    }

    /// <param name="query">As asked.</param>
    /// <param name="party">What its <c>party</c> means.</param>
    /// <param name="actors">By whose names a text finds them: those of the clock that is asked.</param>
    public static ListQuery Read(Query query, AskedParty? party, ActorRegistry actors)
    {
        var text = query.Text("q");
        if (text?.Length > MaxText)
            query.Refuse("q", $"q has {text.Length} characters, and at most {MaxText} are searched for.");

        var sort = text is null ? ListSort.Id : ListSort.Relevance;
        if (query.Text("sort") is { } named && !ListSort.TryRead(named, out sort))
            query.RefuseWord(
                "sort",
                $"sort={Slug.Clip(named)} is not known. It is one of {string.Join(", ", ListSort.Names)}; a minus "
                    + $"sign before it turns the order round.{NearestName.Ask(named.TrimStart('-'), ListSort.Names)}",
                "bad-parameter"
            );

        // A place in one order is none in another.
        var after = query.After(4);
        var pin = 0L;
        if (
            after is not null
            && (
                after[0] != sort.Named
                || !long.TryParse(after[3], NumberStyles.None, CultureInfo.InvariantCulture, out pin)
            )
        )
            query.RefuseCursor();

        if (sort.Name == ListSort.Relevance.Name && text is null)
            query.Refuse("sort", "Relevance is that to the words looked for. Give them as q.");

        return new ListQuery(
            query.Value<Phase>("phase"),
            query.Value<Health>("health"),
            query.Value<Views.Security>("security"),
            query.Value<NegotiationKind>("kind"),
            query.Value<Subject>("subject"),
            party,
            text,
            query.Since("changedSince"),
            sort,
            query.Limit(),
            after?[1..3],
            query.Flag("facets"),
            actors
        )
        {
            Pin = after is null ? null : pin,
            ExternalId = ReadExternalId(query),
        };
    }

    private static ExternalId? ReadExternalId(Query query)
    {
        if (query.Text("externalId") is not { } text)
            return null;

        if (text.Split(':', 2) is [{ Length: > 0 } scheme, { Length: > 0 } id])
            return new ExternalId(scheme.ToLowerInvariant(), id);

        query.RefuseWord(
            "externalId",
            $"externalId={Slug.Clip(text)} names no identifier of another collection. Write the scheme and the "
                + "identifier with a colon between them: externalId=pax:549.",
            "bad-parameter"
        );
        return null;
    }

    /// <summary>The cursor of what follows a row.</summary>
    /// <param name="value">What the row is sorted by.</param>
    /// <param name="id">Its id.</param>
    /// <param name="known">The last sequence of the record when the first page was made.</param>
    public string CursorAfter(string value, string id, long known) =>
        Cursor.Write(Sort.Named, value, id, (Pin ?? known).ToString(CultureInfo.InvariantCulture));

    /// <summary>The texts in which words are looked for, beside those of the view itself.</summary>
    public IEnumerable<SearchLine> NamesOf(IEnumerable<string> actors) =>
        Named.All(codes => codes.Count == 0)
            ? []
            : actors
                .SelectMany(Actors.RecordedNamesOf)
                .Distinct()
                .Select(name => new SearchLine(SearchWeight.Actor, name));

    /// <summary>All texts in which words are looked for.</summary>
    public IEnumerable<SearchLine> LinesOf(FoldResult standing) =>
        standing.Search.Lines.Concat(NamesOf(standing.Actors.Select(actor => actor.Id)));

    /// <summary>The same filter in memory, for lists on other clocks.</summary>
    public bool Takes(FoldResult standing)
    {
        var status = standing.Status;
        return standing.Merge is null
            && (Phase is null || Phase == status.Phase?.Shown)
            && (Health is null || Health == status.Health)
            && (Security is null || Security == status.Security.State)
            && (Kind is null || Kind == status.Kind)
            && (Subject is null || Subject == status.Subject)
            && (Party is null || standing.Actors.Any(actor => Party.Codes.Contains(actor.Id)))
            && (ChangedSince is null || status.RecordedAt > ChangedSince)
            && (ExternalId is null || standing.Search.Has(ExternalId))
            && (Terms is null || Finds(Terms, standing));
    }

    private bool Finds(SearchTerms terms, FoldResult standing) =>
        terms.All.Count > 0
        && terms
            .All.Zip(Named)
            .All(each =>
                standing.Search.Has(each.First) || standing.Actors.Any(actor => each.Second.Contains(actor.Id))
            );
}

/// <summary>
/// The order of a list. Ties are broken by id, so that the order is total and a cursor points to one place in it.
/// </summary>
/// <param name="Name">The wire name of the field.</param>
/// <param name="Sql">Its value in the store, as text: compared alike in both places where an order is made, so that a
/// cursor means the same row to both.</param>
/// <param name="Descending">Turned round.</param>
/// <param name="Read">The same value of a view in memory.</param>
public sealed record ListSort(string Name, string Sql, bool Descending, Func<FoldResult, ListQuery, string> Read)
{
    public static readonly ListSort Id = new("id", "(s.id collate \"C\")", false, (standing, _) => standing.Summary.Id);

    // More than all words together: a text has at most some hundred.
    internal const int FitOfId = 50_000;

    /// <summary>The best fit first.</summary>
    public static readonly ListSort Relevance = new(
        "relevance",
        "to_char(coalesce(f.fit, 0), 'FM00000')",
        true,
        (standing, list) => Fit(standing, list).ToString("00000", CultureInfo.InvariantCulture)
    );

    private static readonly string Phases = string.Join(
        ", ",
        Enum.GetValues<Phase>().Select(phase => $"'{WireName.Of(phase)}'")
    );

    private static readonly ListSort[] Fields =
    [
        Id,
        new("title", "(s.title collate \"C\")", false, (standing, _) => standing.Summary.Title),
        Recorded("s.recorded_at"),
        new(
            "phase",
            $"coalesce(to_char(array_position(array[{Phases}]::varchar[], s.phase), 'FM00'), '00')",
            false,
            (standing, _) => standing.Summary.Phase is { } phase ? $"{(int)phase.Shown + 1:00}" : "00"
        ),
        new("lastEvent", "coalesce(s.last_day, '')", false, (standing, _) =>
            LastEvent.SortKey(standing.Summary.LastEvent)
        ),
        Relevance,
    ];

    // The values stand in cursors: to whom it shows minutes, it is in their order.
    private static readonly ListSort ByMinute = Recorded(Minute.OfSql("s.recorded_at"));

    private static ListSort Recorded(string at) =>
        new(
            "recordedAt",
            $"to_char({at} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
            false,
            (standing, _) => InstantConverter.Print(Sight.At(standing.Summary.RecordedAt))
        );

    private static int Fit(FoldResult standing, ListQuery list) =>
        standing.Search.Relevance(list.Terms!) + (standing.Summary.Id == list.TextAsId ? FitOfId : 0);

    /// <summary>By id there are no ties to break.</summary>
    public bool IsById => Name == Id.Name;

    public string Named => Descending ? "-" + Name : Name;

    public static IEnumerable<string> Names => Fields.Select(each => each.Name);

    public static bool TryRead(string text, out ListSort sort)
    {
        var descending = text.StartsWith('-');
        var found = Array.Find(Fields, each => each.Name == text.TrimStart('-'));
        if (Sight.IsClosed && found?.Name == ByMinute.Name)
            found = ByMinute;

        sort = found is null ? Id : found with { Descending = descending ^ found.Descending };
        return found is not null;
    }
}
