using System.Text;
using System.Text.Json;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Citing;

/// <summary>
/// How to cite what the server says on any clocks, for a footnote and for programs that keep references.
/// </summary>
internal static class CitationEndpoint
{
    private static readonly (CitationFormat Format, string MediaType)[] Forms =
    [
        (CitationFormat.Json, "application/json"),
        (CitationFormat.Text, "text/plain"),
        (CitationFormat.Bibtex, "application/x-bibtex"),
        (CitationFormat.Csl, "application/vnd.citationstyles.csl+json"),
        (CitationFormat.Ris, "application/x-research-info-systems"),
    ];

    public static async Task<IResult> CiteAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        DatasetTerms terms
    )
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var view = query.Value<CitedView>("view") ?? CitedView.Status;
        var format = query.Value<CitationFormat>("format") ?? Accepted(context.Request);
        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return problem.ToResult();

        if (StatusFold.Of(negotiation, clocks!) is not { } standing)
            return Refusals.NotKnown(negotiation, clocks!).ToResult();

        var namesDay = view != CitedView.History || asked.AsOf is not null;
        var permalink = Exports.Root(context) + Permalink.Of(negotiation, view, clocks!, namesDay);
        var answered = AnsweredClocks.Of(clocks! with { Version = Permalink.LastVersion(negotiation, clocks!) });
        context.Response.Headers.Vary = "Accept";
        var citation = Citation.Of(standing.Status, view, answered, namesDay, permalink, terms.Publisher);
        return Write(context, citation, format);
    }

    private static IResult Write(HttpContext context, Citation citation, CitationFormat format) =>
        format switch
        {
            CitationFormat.Text => Exports.Whole(
                context,
                Encoding.UTF8.GetBytes(citation.Text + "\n"),
                "text/plain; charset=utf-8"
            ),
            CitationFormat.Bibtex => Exports.Whole(
                context,
                Encoding.UTF8.GetBytes(citation.ToBibTeX()),
                "application/x-bibtex; charset=utf-8"
            ),
            CitationFormat.Csl => Exports.Whole(
                context,
                JsonSerializer.SerializeToUtf8Bytes(citation.ToCsl(), EventJson.Options),
                "application/vnd.citationstyles.csl+json"
            ),
            CitationFormat.Ris => Exports.Whole(
                context,
                Encoding.UTF8.GetBytes(citation.ToRis()),
                "application/x-research-info-systems; charset=utf-8"
            ),
            _ => JsonAnswer.Of(context, citation),
        };

    // The form the client likes best of those there are; JSON for who likes none of them, since a citation in another
    // form is better than none.
    private static CitationFormat Accepted(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted =>
                Array.FindIndex(Forms, form =>
                    accepted.MediaType.Equals(form.MediaType, StringComparison.OrdinalIgnoreCase)
                    || accepted.MatchesAllTypes
                )
            )
            .Where(found => found >= 0)
            .Select(found => Forms[found].Format)
            .FirstOrDefault(CitationFormat.Json);
}

/// <summary>In which form a citation is written.</summary>
internal enum CitationFormat
{
    Json,
    Text,
    Bibtex,
    Csl,
    Ris,
}
