using System.Net;
using System.Text;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>A person who sends a form that fails sees a page that says why, and no document for programs.</summary>
public sealed class SentForms(TestServer server) : IClassFixture<TestServer>
{
    const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<string> Forms =>
        ["/actors", "/open", "/negotiations/sent/report", "/sign-in", "/sign-out", "/nowhere"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_cannot_be_read_is_the_senders_mistake_and_a_page_says_so(string path)
    {
        await server.Monitor.Opens("sent");
        var many = string.Join('&', Enumerable.Range(0, 3000).Select(each => $"field{each}=1"));
        foreach (
            var (type, body) in new[]
            {
                (Form, many),
                (Form, "code=%00&key=%00"),
                ("multipart/form-data; boundary=x", "--y\r\n"),
                ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1"),
                ("application/json", "{}"),
                ("text/plain", "x"),
            }
        )
        {
            var answer = await SendAsync(path, type, body);
            Assert.Equal("text/html", answer.ContentType);
            Assert.True((int)answer.Status is >= 400 and < 500, $"{path} {type} {(int)answer.Status}");
        }
    }

    [Theory]
    [InlineData("/actors?foo=1", HttpStatusCode.BadRequest, "foo")]
    [InlineData("/open?dryRun=true", HttpStatusCode.BadRequest, "dryRun")]
    [InlineData("/sign-in?x=1", HttpStatusCode.BadRequest, "&#x27;x&#x27;")]
    [InlineData("/calendar", HttpStatusCode.MethodNotAllowed, "POST")]
    public async Task A_form_that_is_refused_is_refused_on_a_page(string path, HttpStatusCode status, string says)
    {
        var answer = await SendAsync(path, Form, "a=1").Is(status);
        Assert.Equal("text/html", answer.ContentType);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.Contains("problem+json", (await SendAsync(path, Form, "a=1", accept: "*/*")).ContentType);
    }

    [Fact]
    public async Task Who_may_not_record_reads_so_on_a_page()
    {
        using var auditor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("auditor"));
        var answer = await auditor.Asks("/record", accept: "text/html").Is(HttpStatusCode.Forbidden);
        Assert.Equal("text/html", answer.ContentType);
        Assert.Contains("of role &#x27;auditor&#x27;", answer.Text, StringComparison.Ordinal);
    }

    Task<Answer> SendAsync(string path, string type, string body, string accept = "text/html")
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return server.Monitor.SendAsync(HttpMethod.Post, path, content, ("Accept", accept));
    }
}
