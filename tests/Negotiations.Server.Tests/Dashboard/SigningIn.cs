using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Dashboard.Routes;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>A session stands for a key on pages, and for nothing more than its key anywhere.</summary>
public sealed partial class SigningIn(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Who_signs_in_with_a_key_is_known_until_they_sign_out()
    {
        using var browser = Browser();

        var entered = await SignInAsync(browser, TestServer.KeyOf("monitor"), "/?subject=water");
        var board = await browser.GetStringAsync(new Uri("/", UriKind.Relative), Scratch.Stop);

        Assert.Equal(
            (HttpStatusCode.Redirect, "/?subject=water"),
            (entered.StatusCode, entered.Headers.Location?.ToString())
        );
        Assert.Contains("<span class=\"name\">monitor</span>", board, StringComparison.Ordinal);

        var left = await browser.PostAsync(
            new Uri("/sign-out", UriKind.Relative),
            Form(("form", Token(board))),
            Scratch.Stop
        );
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.DoesNotContain(
            "class=\"name\"",
            await browser.GetStringAsync(new Uri("/", UriKind.Relative), Scratch.Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_key_that_opens_nothing_signs_no_one_in()
    {
        using var browser = Browser();

        var refused = await SignInAsync(browser, "ngt_nothing");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.False(
            refused.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(cookie => cookie.StartsWith(DashboardSession.CookieName, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        var made = await server
            .Admin.SendAsync(
                HttpMethod.Post,
                "/api/keys",
                new StringContent("""{ "name": "leaving", "role": "monitor" }""", null, "application/json")
            )
            .Succeeds();
        using var browser = Browser();
        await SignInAsync(browser, made["key"]!);
        Assert.Contains(
            "leaving",
            await browser.GetStringAsync(new Uri("/", UriKind.Relative), Scratch.Stop),
            StringComparison.Ordinal
        );

        await server.Admin.SendAsync(HttpMethod.Delete, $"/api/keys/{made["id"]}", null).Succeeds();

        Assert.DoesNotContain(
            "leaving",
            await browser.GetStringAsync(new Uri("/", UriKind.Relative), Scratch.Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        using var browser = Browser();

        var sent = await browser.PostAsync(
            new Uri("/sign-in", UriKind.Relative),
            Form(("key", TestServer.KeyOf("monitor"))),
            Scratch.Stop
        );

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
    }

    [Fact]
    public async Task A_session_records_nothing_over_the_api()
    {
        using var browser = Browser();
        await SignInAsync(browser, TestServer.KeyOf("monitor"));

        var answer = await Answer.Of(
            await browser.PostAsync(
                new Uri("/api/negotiations", UriKind.Relative),
                new StringContent(Report.Opening("by-cookie").ToJsonString(), null, "application/json"),
                Scratch.Stop
            )
        );

        Assert.Equal((HttpStatusCode.Unauthorized, "/problems/key-missing"), (answer.Status, answer["type"]));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData(null)]
    public void No_one_is_sent_elsewhere_after_signing_in(string? address) => Assert.Equal("/", SignIn.Local(address));

    HttpClient Browser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = server.First.Address,
        };

    static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string key, string comingFrom = "/")
    {
        var address = new Uri($"/sign-in?return={Uri.EscapeDataString(comingFrom)}", UriKind.Relative);
        var page = await browser.GetStringAsync(address, Scratch.Stop);
        return await browser.PostAsync(address, Form(("form", Token(page)), ("key", key)), Scratch.Stop);
    }

    static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    static string Token(string page) => Hidden.Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden { get; }
}
