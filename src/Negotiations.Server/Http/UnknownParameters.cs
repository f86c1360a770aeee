using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Http;

/// <summary>
/// A query parameter that the route does not declare is refused: a filter that is misspelt would answer another
/// question, and a misspelt dryRun would record. One check reads the declarations of all routes, so a route is covered
/// by being declared. Pages stand, and show a notice; a form that is sent is refused.
/// </summary>
internal static class UnknownParameters
{
    /// <summary>Runs after authorization: a refusal lists the parameters of the route, which a caller without access
    /// does not see.</summary>
    public static void UseKnownParameters(this WebApplication app) =>
        app.Use(next =>
            context =>
                Refusal(context) is { } refusal
                    ? PageAnswer.ForWhoAsks(context, refusal).ExecuteAsync(context)
                    : next(context)
        );

    /// <summary>Declares the query parameters of a route.</summary>
    public static RouteHandlerBuilder Understands(
        this RouteHandlerBuilder route,
        IEnumerable<QueryParameter> parameters
    ) =>
        route.WithMetadata(
            new KnownParameters(
                [.. parameters.Select(each => each.Name)],
                [.. parameters.Where(each => each.Repeats).Select(each => each.Name)]
            )
        );

    /// <summary>The parameters that a page was sent and does not know.</summary>
    public static IReadOnlyList<string> Of(HttpContext context) =>
        context.GetEndpoint() is not RouteEndpoint endpoint
            ? []
            : [.. context.Request.Query.Keys.Where(name => !IsKnown(name, NamesOf(endpoint)))];

    private static IResult? Refusal(HttpContext context)
    {
        var query = context.Request.Query;
        if (
            query.Count == 0
            || context.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<AnyParameters>() is not null
        )
            return null;

        if (ShowsNotice(context.Request, endpoint))
            return null;

        var known = NamesOf(endpoint);
        foreach (var name in query.Keys)
            if (!IsKnown(name, known))
                return Clock(context.Request, name, known) is var (clock, text)
                    ? text is null
                        ? null
                        : Problem.BadParameter(clock, text)
                    : Unknown(name, known);

        // A form sends every field that it has, the empty ones too.
        if (endpoint.Metadata.GetMetadata<DashboardRoute>() is not null)
            return null;

        if (EmptyParameters.Find(query.Select(each => KeyValuePair.Create(each.Key, each.Value))) is { } empty)
            return Problem.BadParameter(empty, EmptyParameters.Describe(empty));

        // Which of the two would count is not said anywhere, and both at once are a third question.
        var repeating = endpoint.Metadata.GetOrderedMetadata<KnownParameters>().SelectMany(each => each.Repeating);
        return known.Except(repeating).FirstOrDefault(name => query[name].Count > 1) is { } twice
            ? Problem.BadParameter(
                twice,
                $"{twice} is given {query[twice].Count} times here, and is taken once. Leave one of them."
            )
            : null;
    }

    // A form that is sent is no page that is shown: it would record.
    private static bool ShowsNotice(HttpRequest request, RouteEndpoint endpoint) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && endpoint.Metadata.GetMetadata<DashboardRoute>() is not null
        && endpoint.Metadata.GetMetadata<NoNotice>() is null;

    private static IResult Unknown(string name, IReadOnlyList<string> known)
    {
        var meant = NearestName.Ask(name, known);
        var taken =
            known.Count == 0
                ? "This route takes no query parameters."
                : $"This route takes {string.Join(", ", known)}.";
        return Problem.BadParameter(
            Slug.Clip(name),
            $"The query parameter '{Slug.Clip(name)}' is not known here.{meant} {taken}",
            "unknown-parameter"
        );
    }

    // An answer about now must not pass for an answer about then: reading routes say so in their own words.
    // A route that takes a basis reads every clock and speaks for itself.
    private static (string Name, string? Text)? Clock(HttpRequest request, string name, IReadOnlyList<string> known)
    {
        var plain = NearestName.Plain(name);
        if (
            !HttpMethods.IsGet(request.Method)
            || Array.Find(ClocksQuery.Names, clock => NearestName.Plain(clock) == plain) is not { } meant
        )
            return null;

        if (plain.Length != name.Length)
            return (Slug.Clip(name), $"{Slug.Clip(name)} is not known. Write {meant}.");

        return known.Contains("basis")
            ? (meant, null)
            : (
                meant,
                $"{meant} is not taken here: without it the answer would be about something else than was asked. "
                    + "Status and history take every clock."
            );
    }

    private static List<string> NamesOf(RouteEndpoint endpoint)
    {
        var names = endpoint.Metadata.GetOrderedMetadata<KnownParameters>().SelectMany(each => each.Names);
        return
        [
            .. endpoint.Metadata.GetMetadata<DashboardRoute>() is null
                ? names
                : names.Append(LanguageChoice.LanguageName).Append(LanguageChoice.ThemeName),
        ];
    }

    private static bool IsKnown(string name, IReadOnlyList<string> known) =>
        known.Contains(name, StringComparer.OrdinalIgnoreCase);
}
