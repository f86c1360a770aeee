using Microsoft.Net.Http.Headers;
using Negotiations.Values;

namespace Negotiations.Server.Http;

/// <summary>The language of names in an answer: what the reader prefers of en, ru, ky and tg.</summary>
internal static class ReaderLanguage
{
    public const string Default = LanguageCodes.English;

    /// <summary>English where the reader names none of them. Also says that the answer depends on it, so that no cache
    /// gives it to readers of another language.</summary>
    public static string Of(HttpContext context)
    {
        if (!context.Response.Headers.Vary.Contains(HeaderNames.AcceptLanguage))
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);

        // Most programs say nothing, and each of their requests comes here.
        if (context.Request.Headers.AcceptLanguage.Count == 0)
            return Default;

        return context
            .Request.GetTypedHeaders()
            .AcceptLanguage.Where(each => each.Quality is not 0)
            .OrderByDescending(each => each, StringWithQualityHeaderValueComparer.QualityComparer)
            .Select(each => each.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(LanguageCodes.All.Contains)
            ?? Default;
    }
}
