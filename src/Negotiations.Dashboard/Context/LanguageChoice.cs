using Microsoft.Net.Http.Headers;
using Negotiations.Dashboard.Languages;

namespace Negotiations.Dashboard.Context;

/// <summary>
/// In which language and light a reader sees pages: as the address says, else as chosen before, else as the browser
/// prefers.
/// </summary>
public static class LanguageChoice
{
    public const string LanguageName = "lang";
    public const string ThemeName = "theme";

    private static readonly string[] Themes = ["light", "dark"];

    public static Language LanguageOf(HttpContext context) =>
        Language.Find(context.Request.Query[LanguageName])
        ?? Language.Find(context.Request.Cookies[LanguageName])
        ?? Preferred(context.Request)
        ?? Language.English;

    /// <summary>Null: as the reader's system has it.</summary>
    public static string? ThemeOf(HttpContext context) =>
        context.Request.Query[ThemeName].ToString() is { Length: > 0 } asked
            ? Known(asked)
            : Known(context.Request.Cookies[ThemeName]);

    /// <summary>A choice made in an address lasts beyond it. It says nothing about who made it.</summary>
    public static void Remember(HttpContext context)
    {
        if (Language.Find(context.Request.Query[LanguageName]) is { } language)
            SetCookie(LanguageName, language.Code);

        if (context.Request.Query[ThemeName].ToString() is { Length: > 0 } theme)
            SetCookie(ThemeName, Known(theme) ?? "auto");

        void SetCookie(string name, string value) =>
            context.Response.Cookies.Append(
                name,
                value,
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                    HttpOnly = true,
                    IsEssential = true,
                    Secure = context.Request.IsHttps,
                }
            );
    }

    private static string? Known(string? theme) => Themes.Contains(theme, StringComparer.Ordinal) ? theme : null;

    private static Language? Preferred(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(each => each, StringWithQualityHeaderValueComparer.QualityComparer)
            .Select(each => Language.Find(each.Value.Value?.Split('-')[0]))
            .FirstOrDefault(language => language is not null);
}
