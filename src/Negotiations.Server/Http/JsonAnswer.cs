using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IO;
using Negotiations.Json;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Http;

/// <summary>Answers in the one JSON setting, with an entity tag and 304 where the client has it already.</summary>
internal static class JsonAnswer
{
    public const string MediaType = "application/json";

    // An answer may be larger than what the collector moves, and a buffer for each would be left to it until it
    // collects everything. What a crowd has needed is given back.
    private static readonly RecyclableMemoryStreamManager buffers = new(
        new RecyclableMemoryStreamManager.Options
        {
            BlockSize = 64 * 1024,
            LargeBufferMultiple = 256 * 1024,
            MaximumBufferSize = 4 * 1024 * 1024,
            MaximumSmallPoolFreeBytes = 8 * 1024 * 1024,
            MaximumLargePoolFreeBytes = 8 * 1024 * 1024,
        }
    );

    /// <summary>A place to put an answer together, which is used again once that is sent.</summary>
    public static RecyclableMemoryStream Buffer(HttpContext context)
    {
        var buffer = buffers.GetStream();
        context.Response.RegisterForDispose(buffer);
        return buffer;
    }

    /// <summary>Bytes that are JSON already.</summary>
    public static IResult Bytes(HttpContext context, ReadOnlyMemory<byte> json, string tag) =>
        IsKnown(context, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(json, MediaType);

    /// <summary>Says the tag of the answer, and whether the client has it already.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;

        // Stored by the one who likes, and asked for again each time: an erasure must not live on in a cache.
        if (context.Response.Headers.CacheControl.Count == 0)
            context.Response.Headers.CacheControl = "no-cache";

        return VersionTag.Matches(context.Request.Headers.IfNoneMatch, tag);
    }

    /// <summary>What was put together in a <see cref="Buffer"/>, tagged by what it says.</summary>
    public static IResult Tagged(HttpContext context, RecyclableMemoryStream json) => Tagged(context, Written(json));

    /// <summary>The bytes in a <see cref="Buffer"/>, as long as the request lasts.</summary>
    public static ReadOnlyMemory<byte> Written(RecyclableMemoryStream json) =>
        json.GetBuffer().AsMemory(0, (int)json.Length);

    /// <summary>A value tagged by what it says: equal answers have equal tags, on every node.</summary>
    public static IResult Of<T>(HttpContext context, T value) =>
        Tagged(context, JsonSerializer.SerializeToUtf8Bytes(value, EventJson.Options));

    /// <summary>A page, with the link to the next one where there is one.</summary>
    public static IResult Of<T>(HttpContext context, Page<T> page)
    {
        Links.AddNext(context, page.Next);
        return Tagged(context, JsonSerializer.SerializeToUtf8Bytes(page, EventJson.Options));
    }

    /// <inheritdoc cref="Of{T}(HttpContext, T)"/>
    public static IResult Tagged(HttpContext context, ReadOnlyMemory<byte> json) =>
        Bytes(context, json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json.Span).AsSpan(0, 12))}\"");

    /// <summary>A page of rows of which one that cannot be rendered is replaced, and the others stay.</summary>
    public static IResult Fenced<TItem, TPage>(
        HttpContext context,
        RowFence fence,
        IReadOnlyList<TItem> items,
        Func<TItem, string> idOf,
        Func<TItem, TItem> unreadable,
        Func<IReadOnlyList<TItem>, TPage> page
    ) =>
        Tagged(
            context,
            fence.Whole(items, idOf, unreadable, rows =>
                JsonSerializer.SerializeToUtf8Bytes(page(rows), EventJson.Options)
            )
        );

    /// <summary>An answer to a request that changed something.</summary>
    public static IResult Changed<T>(T value, int status) =>
        TypedResults.Json(value, EventJson.Options, MediaType, status);
}
