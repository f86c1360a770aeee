using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Timeouts;
using Negotiations.Server.Http;

namespace Negotiations.Server.Formats;

/// <summary>
/// Answers in other formats than JSON, with the same courtesy: a tag, and 304 for who has it already.
/// </summary>
internal static class Exports
{
    private const string AskAgain = "no-cache";

    /// <param name="tag">Of what will be written.</param>
    /// <param name="answer">Not carried out when the client has it.</param>
    /// <param name="keeping">How caches may keep it.</param>
    public static IResult Tagged(HttpContext context, string tag, IResult answer, string keeping = AskAgain)
    {
        if (answer is IWeaklyTagged)
            tag = VersionTag.Weak(tag);

        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = keeping;
        return VersionTag.Matches(context.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }

    /// <summary>A whole answer, tagged by what it says.</summary>
    public static IResult Whole(HttpContext context, byte[] bytes, string mediaType, string keeping = AskAgain) =>
        Tagged(
            context,
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"",
            TypedResults.Bytes(bytes, mediaType),
            keeping
        );

    /// <summary>
    /// A file is as long as the record: the time of a request does not end it. Anyone who reads too slowly is cut off
    /// by the transport.
    /// </summary>
    public static void TakeTheirTime(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();

    /// <summary>The address of this server as answers write it.</summary>
    public static string Root(HttpContext context) =>
        context.RequestServices.GetRequiredService<PublicAddress>().Root(context);
}

/// <summary>An answer that says the same by other bytes each time it is written: its tag is weak (RFC 9110, section
/// 8.8.1).</summary>
internal interface IWeaklyTagged;
