using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>
/// Someone at the pages without a script: follows no redirect by themselves, keeps cookies, and sends the forms that
/// pages show.
/// </summary>
internal sealed partial class DashboardVisitor(Uri server) : IDisposable
{
    readonly CookieContainer cookies = new();
    HttpClient? client;

    HttpClient Client =>
        client ??= new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = server,
        };

    /// <param name="accept">As a browser says what it shows; null: nothing is said.</param>
    public async Task<Answer> Asks(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.Add("Accept", accept);

        return await Answer.Of(await Client.SendAsync(request, Scratch.Stop));
    }

    public async Task<DashboardVisitor> SignsInAsync(string key)
    {
        var page = await Asks("/sign-in");
        await Sends("/sign-in", page, ("key", key)).Is(HttpStatusCode.Redirect);
        return this;
    }

    /// <summary>Someone who has copied the cookies.</summary>
    public DashboardVisitor WithSameCookies() => At(server);

    /// <summary>The same person at another node.</summary>
    public DashboardVisitor At(Uri node)
    {
        var copy = new DashboardVisitor(node);
        copy.cookies.Add(cookies.GetAllCookies());
        return copy;
    }

    /// <summary>The session ends, as it does after a night.</summary>
    public void LosesSession()
    {
        foreach (Cookie cookie in cookies.GetAllCookies())
            if (cookie.Name == Server.Security.DashboardSession.CookieName)
                cookie.Expired = true;
    }

    /// <summary>Sends a form as a page shows it, with some fields typed over; a null takes a field away.</summary>
    public async Task<Answer> Sends(string path, Answer page, params (string Name, string? Value)[] typed)
    {
        var fields = FieldsOf(page.Text);
        foreach (var (name, value) in typed)
        {
            if (value is null)
                fields.Remove(name);
            else
                fields[name] = value;
        }

        return await Answer.Of(
            await Client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields), Scratch.Stop)
        );
    }

    /// <summary>What the fields of the page's own form hold.</summary>
    public static Dictionary<string, string> FieldsOf(string html)
    {
        var main = html[
            html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)
        ];
        var fields = new Dictionary<string, string>();
        // Of choices that no one made nothing is sent.
        foreach (Match input in Input.Matches(main).Where(each => !each.Value.Contains("type=\"radio\"")))
            fields[input.Groups["name"].Value] = WebUtility.HtmlDecode(
                Value.Match(input.Value) is { Success: true } value ? value.Groups[1].Value : ""
            );

        foreach (Match area in Area.Matches(main))
            fields[area.Groups["name"].Value] = WebUtility.HtmlDecode(area.Groups["value"].Value);

        foreach (Match choice in Choice.Matches(main))
            fields[choice.Groups["name"].Value] = Chosen.Match(choice.Value) is { Success: true } chosen
                ? chosen.Groups[1].Value
                : "";

        return fields;
    }

    /// <summary>Whatever was typed last into each field is in the form of the answer.</summary>
    public static void Keeps(Answer answer, (string Name, string? Value)[] typed)
    {
        var fields = FieldsOf(answer.Text);
        foreach (var (name, value) in typed.GroupBy(each => each.Name).Select(each => each.Last()))
            Assert.Equal(value, fields[name].ReplaceLineEndings("\n"));
    }

    public void Dispose() => client?.Dispose();

    [GeneratedRegex("<input[^>]* name=\"(?<name>[^\"]+)\"[^>]*>")]
    private static partial Regex Input { get; }

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value { get; }

    [GeneratedRegex("<textarea[^>]* name=\"(?<name>[^\"]+)\"[^>]*>(?<value>[^<]*)</textarea>")]
    private static partial Regex Area { get; }

    [GeneratedRegex("<select[^>]* name=\"(?<name>[^\"]+)\"[^>]*>.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Choice { get; }

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen { get; }
}
