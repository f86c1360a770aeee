using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Server.Status;
using Negotiations.Server.Storage;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>Histories, lists and the whole record as files.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group.MapGet("/negotiations/{id}/history.csv", (string id, HttpContext context, NegotiationReader reader, DatabaseClock clock) =>
                HistoryAsync(id, context, reader, clock, entries => new CsvAnswer<HistoryEntry>(EventColumns.Names, entries.ToAsyncEnumerable(), (row, entry) => EventColumns.Write(row, id, entry, knowsLater: true))))
            .Answers<string>("getHistoryAsCsv", "A history as CSV (RFC 4180); the codebook describes each column", [.. Parameters.History, .. Parameters.Clocks, Parameters.Version])
            .Produces<string>(StatusCodes.Status200OK, "text/csv").ReplaysOnClocks().Exports();
        group.MapGet("/negotiations/{id}/history.ndjson", (string id, HttpContext context, NegotiationReader reader, DatabaseClock clock) =>
                HistoryAsync(id, context, reader, clock, entries => new NdjsonAnswer(entries.ToAsyncEnumerable().Select(entry => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(entry, EventJson.Options)))))
            .Answers<string>("getHistoryAsNdjson", "A history, one entry a line", [.. Parameters.History, .. Parameters.Clocks, Parameters.Version])
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson").ReplaysOnClocks().Exports();
        group.MapGet("/negotiations.csv", Negotiations)
            .Answers<string>("listNegotiationsAsCsv", "All negotiations that the filter finds, as CSV", [.. Parameters.Filters])
            .Produces<string>(StatusCodes.Status200OK, "text/csv").Exports();
        group.MapGet("/events.csv", (HttpContext context, FeedReader reader) =>
                EventsAsync(context, reader, events => new CsvAnswer<LiveEvent>(EventColumns.Names, events, (row, each) => EventColumns.Write(row, each.Negotiation, each.Entry.ToHistory(), knowsLater: false))))
            .Answers<string>("exportEventsAsCsv", "The whole record after a sequence, as CSV", Parameters.Feed)
            .Produces<string>(StatusCodes.Status200OK, "text/csv").Exports();
        group.MapGet("/events.ndjson", (HttpContext context, FeedReader reader) => EventsAsync(context, reader, events => new NdjsonAnswer(events.Select(each => each.Json))))
            .Answers<string>("exportEventsAsNdjson", "The whole record after a sequence, one event a line", Parameters.Feed)
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson").Exports();
    }

    private static async Task<IResult> HistoryAsync(string id, HttpContext context, NegotiationReader reader, DatabaseClock clock, Func<IEnumerable<HistoryEntry>, IResult> answer)
    {
        var query = new Query(context.Request.Query);
        var asked = HistoryQuery.Read(query, clock);
        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.Clocks.For(negotiation, clock);
        if (problem is not null)
            return problem;

        // What a history says follows from its events, the address and, where the address names no day, today.
        return Exports.Tagged(context, VersionTag.Of(negotiation.Version, clock.Today, negotiation.Erasures), answer(asked.Select(negotiation, clocks!).Select(each => each.Entry)));
    }

    private static async Task<IResult> EventsAsync(HttpContext context, FeedReader reader, Func<IAsyncEnumerable<LiveEvent>, IResult> answer)
    {
        var query = new Query(context.Request.Query);
        var filter = FeedFilter.Read(query);
        var after = query.Number("after") ?? 0;
        if (query.Problem is { } problem)
            return problem;

        // The end is fixed before the first line, so that the tag names exactly what is sent.
        var (head, erasures) = (await reader.HeadAsync(context.RequestAborted), await reader.ErasuresAsync(context.RequestAborted));
        return Exports.Tagged(context, $"\"s{head}{(erasures > 0 ? $".e{erasures}" : "")}\"", answer(reader.ReadAllAsync(after, head, filter, context.RequestAborted)));
    }

    private static IResult Negotiations(HttpContext context, Database database)
    {
        var query = new Query(context.Request.Query);
        var list = ListQuery.Read(query);
        if (query.Problem is { } problem)
            return problem;

        return new CsvAnswer<Summary>(NegotiationColumns.Names, SummariesAsync(list, database, context.RequestAborted), NegotiationColumns.Write);
    }

    private static async IAsyncEnumerable<Summary> SummariesAsync(ListQuery list, Database database, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = ListSelect.All(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return JsonSerializer.Deserialize<Summary>(rows.GetFieldValue<byte[]>(0), EventJson.Options)!;
    }
}
