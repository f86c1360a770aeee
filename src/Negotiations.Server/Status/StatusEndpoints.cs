using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Citing;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>Where things stand: one negotiation, all of them, their histories, their parties.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Consumers");
        group.MapGet("/negotiations/{id}", StatusAsync).Answers<Views.Status>("getStatus", "Where a negotiation stands, now or on other clocks", [.. Parameters.Clocks, Parameters.Version]).ReplaysOnClocks();
        group.MapGet("/negotiations", ListEndpoint.ListAsync).Answers<ListPage>("listNegotiations", "Negotiations, filtered, in a stable order", [.. Parameters.Filters, .. Parameters.Paging, .. Parameters.Clocks]).ReplaysOnClocks();
        group.MapGet("/negotiations/{id}/history", HistoryEndpoint.HistoryAsync).Answers<Page<HistoryEntry>>("getHistory", "What happened, in the order of any of the three clocks", [.. Parameters.History, .. Parameters.Paging, .. Parameters.Clocks, Parameters.Version]).ReplaysOnClocks();
        group.MapGet("/parties", PartyEndpoints.ListAsync).Answers<Page<PartySummary>>("listParties", "Everyone who takes part in anything", [.. Parameters.Paging, .. Parameters.Clocks]).ReplaysOnClocks();
        group.MapGet("/parties/{code}", PartyEndpoints.OneAsync).Answers<PartyAnswer>("getParty", "Every negotiation of an actor", Parameters.Clocks).ReplaysOnClocks();
    }

    private static async Task<IResult> StatusAsync(string id, HttpContext context, StatusReader views, NegotiationReader reader, DatabaseClock clock)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        if (query.Problem is { } problem)
            return problem;

        if (!asked.IsNow)
            return await ReplayAsync(id, asked, context, reader, clock);

        if (await views.FindAsync(id, context.RequestAborted) is not { } view)
            return Problem.NotFound(id);

        CitedLinks.Add(context, Permalink.OfNow(id, view.Version, clock.LatestToday), isNow: true);
        return view.NextTurn <= clock.LatestToday
            ? await TurnAsync(id, context, reader, clock)
            : JsonAnswer.Bytes(context, Aged(view.Json, clock.LatestToday), VersionTag.Of(view.Version, clock.LatestToday, view.Erasures));
    }

    // Time has changed the answer since the view was kept: it is told anew from the events, and a read writes nothing.
    private static async Task<IResult> TurnAsync(string id, HttpContext context, NegotiationReader reader, DatabaseClock clock)
    {
        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        var standing = StatusFold.Of(negotiation, Clocks.OfNow(clock.Now))!;
        return JsonAnswer.Bytes(context, JsonSerializer.SerializeToUtf8Bytes(standing.Status.On(clock.LatestToday), EventJson.Options), VersionTag.OfTurning(negotiation.Version, clock.LatestToday, negotiation.Erasures));
    }

    // A kept view says when anything was last heard; how long ago that is, only the answer knows.
    private static byte[] Aged(byte[] kept, DateOnly today)
    {
        var status = JsonNode.Parse(kept)!.AsObject();
        if (status["lastHeard"] is JsonObject heard && DateOnly.TryParse(heard["on"]?.GetValue<string>(), CultureInfo.InvariantCulture, out var on))
            heard["days"] = Math.Max(0, today.DayNumber - on.DayNumber);

        return JsonSerializer.SerializeToUtf8Bytes(status, EventJson.Options);
    }

    private static async Task<IResult> ReplayAsync(string id, ClocksQuery asked, HttpContext context, NegotiationReader reader, DatabaseClock clock)
    {
        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return problem;

        if (StatusFold.Of(negotiation, clocks!) is not { } standing)
            return NotKnown(id, clocks!);

        CitedLinks.Add(context, Permalink.Of(negotiation, CitedView.Status, clocks!, namesDay: true), isNow: false);
        return JsonAnswer.Of(context, standing.Status.On(clocks!.AsOf) with { Clocks = AnsweredClocks.Of(clocks, negotiation) });
    }

    /// <summary>It exists, and on these clocks nobody knew of it.</summary>
    public static IResult NotKnown(string id, Clocks clocks) =>
        Problem.Of(StatusCodes.Status404NotFound, "not-known-by-then", $"Nothing was known of '{Slug.Clip(id)}' on these clocks{(clocks.KnownBy is { } by ? $" (knownBy {InstantConverter.Print(by)}, {WireName.Of(clocks.Basis)})" : "")}.");
}
