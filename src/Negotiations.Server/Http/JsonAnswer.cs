using System.Security.Cryptography;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Http;

/// <summary>Answers in the one JSON setting, with an entity tag and 304 where the client has it already.</summary>
internal static class JsonAnswer
{
    private const string MediaType = "application/json";

    /// <summary>Bytes that are JSON already.</summary>
    public static IResult Bytes(HttpContext context, ReadOnlyMemory<byte> json, string tag)
    {
        context.Response.Headers.ETag = tag;

        // Kept by whoever likes, and asked for again each time: an erasure must not live on in a cache.
        if (context.Response.Headers.CacheControl.Count == 0)
            context.Response.Headers.CacheControl = "no-cache";

        return VersionTag.Matches(context.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(json, MediaType);
    }

    /// <summary>A value tagged by what it says: equal answers have equal tags, on every node.</summary>
    public static IResult Of<T>(HttpContext context, T value) => Tagged(context, JsonSerializer.SerializeToUtf8Bytes(value, EventJson.Options));

    /// <inheritdoc cref="Of"/>
    public static IResult Tagged(HttpContext context, ReadOnlyMemory<byte> json) =>
        Bytes(context, json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json.Span).AsSpan(0, 12))}\"");

    /// <summary>A page of rows of which one that cannot be rendered is replaced, and the others stand.</summary>
    public static IResult Fenced<TItem, TPage>(
        HttpContext context, RowFence fence, IReadOnlyList<TItem> items, Func<TItem, string> idOf, Func<TItem,
            TItem> unreadable, Func<IReadOnlyList<TItem>, TPage> page) =>
        Tagged(context, fence.Whole(items, idOf, unreadable, rows =>
            JsonSerializer.SerializeToUtf8Bytes(page(rows), EventJson.Options)));

    /// <summary>An answer to a request that changed something.</summary>
    public static IResult Changed<T>(T value, int status) => TypedResults.Json(value, EventJson.Options, MediaType, status);
}
