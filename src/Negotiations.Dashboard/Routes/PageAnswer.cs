using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Pages;

namespace Negotiations.Dashboard.Routes;

/// <summary>
/// Pages as answers. What would be a problem document on a route of the API is a page with the same sentence here.
/// </summary>
public static class PageAnswer
{
    /// <summary>A page with its parameters, whole at once.</summary>
    public static IResult Page<TPage>(PageContext page, object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var response = page.Context.Response;

        // Cached by the reader's own browser only, and revalidated each time: a page shows who is signed in, and must
        // not outlive an erasure.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept-Language, Cookie";
        response.Headers.ContentLanguage = page.Words.Language.Code;
        var parameters = new Dictionary<string, object?> { ["Page"] = page };
        if (model is not null)
            parameters.Add("Model", model);

        // No one navigates these pages by Blazor's script.
        response.OnStarting(() =>
        {
            response.Headers.Remove("blazor-enhanced-nav");
            return Task.CompletedTask;
        });
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>A filter of page routes: a problem becomes a page.</summary>
    public static async ValueTask<object?> FilterAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    ) =>
        await next(invocation) switch
        {
            ProblemHttpResult problem => Problem(invocation.HttpContext, problem.ProblemDetails),
            var other => other,
        };

    public static IResult Problem(HttpContext context, ProblemDetails problem) =>
        Page<ProblemPage>(PageContext.Of(context), problem, problem.Status ?? StatusCodes.Status500InternalServerError);

    /// <summary>A problem as anyone who asked can read it: a page for people, the document for programs.</summary>
    public static IResult ForWhoAsks(HttpContext context, IResult problem)
    {
        if (problem is not ProblemHttpResult { ProblemDetails: var details } || !IsForPeople(context.Request))
            return problem;

        // Whatever was asked for, what is answered is a page, with the headers of one.
        context.Items[typeof(DashboardRoute)] = true;
        return Problem(context, details);
    }

    /// <summary>Whether someone looks at the answer in a browser, and not a program that reads it.</summary>
    private static bool IsForPeople(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method))
        && !Machines.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal))
        && request
            .GetTypedHeaders()
            .Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Machines =
    [
        "/api",
        "/openapi",
        "/health",
        "/problems",
        "/anomalies",
        "/metrics",
        "/assets",
    ];
}
