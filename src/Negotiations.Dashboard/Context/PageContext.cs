using Microsoft.AspNetCore.WebUtilities;
using Negotiations.Actors;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Languages;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Workers;

namespace Negotiations.Dashboard.Context;

/// <summary>What every page knows of the request it answers.</summary>
/// <param name="Words">In the reader's language.</param>
/// <param name="Theme">light or dark; null: as the reader's system has it.</param>
/// <param name="Context">Of the request.</param>
/// <param name="Now">By the database's clock.</param>
public sealed record PageContext(Words Words, string? Theme, HttpContext Context, DateTimeOffset Now)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public string Path => Context.Request.PathBase + Context.Request.Path;

    /// <summary>A parameter of the page's address; null when it is missing or empty.</summary>
    public string? Parameter(string name) =>
        Context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Who is signed in; null: no one.</summary>
    public string? Person => Context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    /// <summary>Null: this node records.</summary>
    public ReaderMode? Reader =>
        Context.RequestServices.GetRequiredService<ReaderMode>() is { IsOn: true } on ? on : null;

    public bool MayRecord =>
        Reader is null && (Context.User.IsInRole(Roles.Monitor) || Context.User.IsInRole(Roles.Admin));

    public bool MayAudit =>
        Reader is null && (Context.User.IsInRole(Roles.Auditor) || Context.User.IsInRole(Roles.Admin));

    internal static PageContext Of(HttpContext context)
    {
        LanguageChoice.Remember(context);
        var services = context.RequestServices;
        var actors = services.GetRequiredService<ActorDirectory>().Current;
        return new PageContext(
            new Words(LanguageChoice.LanguageOf(context), actors),
            LanguageChoice.ThemeOf(context),
            context,
            services.GetRequiredService<DatabaseClock>().Now
        );
    }

    /// <summary>The same page with actors called as they were by an instant of our clock; null: as now.</summary>
    internal PageContext CallingActorsBy(DateTimeOffset? knownBy) =>
        knownBy is null
            ? this
            : this with
            {
                Words = new Words(
                    Words.Language,
                    Context.RequestServices.GetRequiredService<ActorDirectory>().RegistryAt(knownBy)
                ),
            };

    /// <summary>
    /// The address of this page with some parameters put in place of their likes; a null takes one away.
    /// </summary>
    public string With(params (string Name, string? Value)[] changes) => Address(Path, changes);

    /// <summary>The address of another page with what this one was asked, changed likewise.</summary>
    public string Address(string path, params (string Name, string? Value)[] changes)
    {
        // Unknown parameters are left out: the next page would refuse them.
        var unknown = NotUnderstood;
        var others = Context
            .Request.Query.Where(each => each.Key is not (LanguageChoice.LanguageName or LanguageChoice.ThemeName))
            .Where(each => !unknown.Contains(each.Key) && !changes.Any(change => change.Name == each.Key))
            .SelectMany(each => each.Value, (each, value) => KeyValuePair.Create(each.Key, value));
        return QueryHelpers.AddQueryString(
            path,
            others.Concat(
                changes
                    .Where(change => change.Value is not null)
                    .Select(change => KeyValuePair.Create(change.Name, change.Value))
            )
        );
    }

    /// <summary>The address of another page on the clocks of this one.</summary>
    public string OnClocks(string path) =>
        QueryHelpers.AddQueryString(
            path,
            Context
                .Request.Query.Where(each => ClocksQuery.Names.Contains(each.Key))
                .SelectMany(each => each.Value, (each, value) => KeyValuePair.Create(each.Key, value))
        );

    /// <summary>Parameters of the address that this page does not know.</summary>
    public IReadOnlyList<string> NotUnderstood =>
        Context.RequestServices.GetRequiredService<IDashboardHost>().NotUnderstood(Context);

    /// <summary>What is wrong with words of the address that name nothing: the page stands without them.</summary>
    public IReadOnlyList<string> Misread =>
        [.. (Context.Items[typeof(PageContext)] as List<string> ?? []).Select(Remedies.OnPages)];

    /// <summary>What the page was asked of one actor, and those it does not cover; null: it asks for none.</summary>
    public AskedActor? Asked => Context.Items[typeof(AskedActor)] as AskedActor;

    /// <summary>The actor that the address asks for; null when it asks for none, or for one that is not known, which
    /// the page then says.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="actors">Who is known.</param>
    /// <param name="knownBy">By when, on our clock; null: now.</param>
    internal static async Task<AskedParty?> PartyAsync(
        HttpContext context,
        ActorDirectory actors,
        DateTimeOffset? knownBy = null
    )
    {
        if (context.Request.Query["party"].ToString() is not { Length: > 0 } text)
            return null;

        if (await actors.FindAsync(text, knownBy, context.RequestAborted) is { } party)
        {
            context.Items[typeof(AskedActor)] = AskedActor.Of(
                party,
                actors.RegistryAt(knownBy),
                LanguageChoice.LanguageOf(context).Code
            );
            return party;
        }

        MisreadOf(context).Add(UnknownActor.Describe(text, actors.Current));
        return null;
    }

    /// <summary>What the address of a page asks: words that name nothing are left out, and the page says so.</summary>
    internal static Query Question(HttpContext context) => new(context.Request.Query) { Misread = MisreadOf(context) };

    private static List<string> MisreadOf(HttpContext context)
    {
        if (context.Items[typeof(PageContext)] is not List<string> misread)
            context.Items[typeof(PageContext)] = misread = [];

        return misread;
    }

    /// <summary>The question of a page, without an actor that is not known.</summary>
    internal static async Task<Query> QueryAsync(HttpContext context, ActorDirectory actors, DatabaseClock clock)
    {
        var query = Question(context);
        var by = ClocksQuery.Read(new Query(context.Request.Query), clock).ActorsBy;
        return await PartyAsync(context, actors, by) is null && context.Request.Query.ContainsKey("party")
            ? query.Except("party")
            : query;
    }

    /// <summary>The whole address, for those who cite it.</summary>
    public string Permalink(string pathAndQuery) => Root + pathAndQuery;

    /// <summary>Where this server answers, as addresses are written; without a slash at its end.</summary>
    public string Root => Context.RequestServices.GetRequiredService<IDashboardHost>().Root(Context);
}
