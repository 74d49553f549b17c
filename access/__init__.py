"""How programs come in: resources, pages, filters, tokens. It knows neither articles nor claims."""
